"""who gets in: passwords to be changed, one-time links, a second step, and where each event was done"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import db.types

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

TEXT = sqlmodel.sql.sqltypes.AutoString
MOMENT = db.types.Moment(timezone=True)


def upgrade() -> None:
    op.add_column('account', sa.Column('must_change', sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column('account', _words('totp_secret'))
    op.add_column('account', sa.Column('totp_on_at', MOMENT, nullable=True))
    op.add_column('account', sa.Column('totp_last', sa.BigInteger(), nullable=True))
    # Empty for what is there: its seals were made without, and hold (rules/sealing.py).
    op.add_column('event', _words('address'))
    op.add_column('event', _words('sign_in'))
    op.create_table(
        'one_time_link',
        sa.Column('token_hash', TEXT(), nullable=False),
        sa.Column('account_id', sa.Integer(), nullable=False),
        sa.Column('purpose', TEXT(), nullable=False),
        sa.Column('created_at', MOMENT, nullable=False),
        sa.Column('created_by', sa.Integer(), nullable=True),
        sa.Column('ends_at', MOMENT, nullable=False),
        sa.Column('used_at', MOMENT, nullable=True),
        sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_one_time_link_account_id')),
        sa.ForeignKeyConstraint(['created_by'], ['account.id'], name=op.f('fk_one_time_link_created_by')),
        sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_one_time_link')),
    )
    op.create_index(op.f('ix_one_time_link_account_id'), 'one_time_link', ['account_id'])
    audited = sa.text("inquiry_id IS NULL OR kind = 'revealed'")
    op.create_index(
        'ix_event_person', 'event', ['by', 'kind', 'on_date'], sqlite_where=audited, postgresql_where=audited
    )


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, TEXT(), nullable=False, server_default='')


def downgrade() -> None:
    op.drop_index('ix_event_person', table_name='event')
    op.drop_table('one_time_link')
    for table, columns in (
        ('event', ('address', 'sign_in')),
        ('account', ('must_change', 'totp_secret', 'totp_on_at', 'totp_last')),
    ):
        with op.batch_alter_table(table, schema=None) as batch_op:
            for column in columns:
                batch_op.drop_column(column)
