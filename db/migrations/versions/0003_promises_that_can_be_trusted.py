"""promises that can be trusted: terms by date, duties, targets, days switched open, what was merged or withdrawn"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import db.types

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

TEXT = sqlmodel.sql.sqltypes.AutoString
MOMENT = db.types.Moment(timezone=True)
ACTIVE = sa.text('active')
MERGED = sa.text('merged_into_id IS NOT NULL')
SPLIT = sa.text('split_from_id IS NOT NULL')
DELIVERIES = (
    ('ix_delivery_on_way', 'tracked_at',
     sa.text("tracking_number <> '' AND settled_at IS NULL AND collect_by IS NULL")),
    ('ix_delivery_to_collect', 'collect_by', sa.text('collect_by IS NOT NULL AND settled_at IS NULL')),
    ('ix_delivery_settled', 'settled_at', sa.text('settled_at IS NOT NULL')),
)
# A column that points to a row: alembic would copy the whole table for it on SQLite, a desk of years included.
POINTS = "ALTER TABLE {0} ADD COLUMN {1} INTEGER CONSTRAINT fk_{0}_{1} REFERENCES {2} (id)"

LATEST_WORD = """
    UPDATE closing_day SET active = false WHERE active AND EXISTS (
        SELECT 1 FROM closing_day AS later WHERE later.active AND later.on_date = closing_day.on_date
        AND later.layer = closing_day.layer AND later.id > closing_day.id)
"""
TERMS = """
    INSERT INTO promise_term (promise_code, holds_from, business_days, closes, lenient, active)
    SELECT code, '2000-01-01', business_days, closes, lenient, true FROM promise WHERE business_days IS NOT NULL
"""
# Only where the page is loaded already: a new desk is given its settings when it is.
BANDS = """
    INSERT INTO setting (name, value) SELECT 'warning_bands', '0 1' FROM setting WHERE name = 'layers'
    AND NOT EXISTS (SELECT 1 FROM setting WHERE name = 'warning_bands')
"""
# Days that supervisors close count from the first one on; until now nobody could add one.
OWN_DAYS = "UPDATE setting SET value = value || ' own' WHERE name = 'layers' AND value NOT LIKE '%own%'"


def upgrade() -> None:
    new_tables()
    new_columns()
    op.execute(LATEST_WORD)
    op.create_index('uq_closing_day_on_date_layer', 'closing_day', ['on_date', 'layer'], unique=True,
                    sqlite_where=ACTIVE, postgresql_where=ACTIVE)
    op.create_index('ix_inquiry_merged', 'inquiry', ['merged_into_id'], sqlite_where=MERGED, postgresql_where=MERGED)
    op.create_index('ix_inquiry_split', 'inquiry', ['split_from_id'], sqlite_where=SPLIT, postgresql_where=SPLIT)
    for name, column, part in DELIVERIES:
        op.create_index(name, 'delivery', [column, 'inquiry_id'], sqlite_where=part, postgresql_where=part)
    op.execute(TERMS)
    op.execute(BANDS)
    op.execute(OWN_DAYS)


def new_tables() -> None:
    op.create_table(
        'promise_term', _number(), _pointer('promise_code', TEXT()), _date('holds_from'), _days(),
        sa.Column('closes', TEXT(), nullable=False), sa.Column('lenient', sa.Boolean(), nullable=False), *_added(),
        sa.Column('active', sa.Boolean(), nullable=False),
        _key('promise_term', 'promise_code', 'promise.code'), _key('promise_term', 'added_by', 'account.id'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_promise_term')),
    )
    op.create_index(op.f('ix_promise_term_promise_code'), 'promise_term', ['promise_code'])
    op.create_table(
        'internal_target', _number(), _pointer('reason_code', TEXT()),
        sa.Column('subcase_code', TEXT(), nullable=False), _days(), _date('holds_from'), *_added(),
        sa.Column('active', sa.Boolean(), nullable=False),
        _key('internal_target', 'reason_code', 'reason.code'), _key('internal_target', 'added_by', 'account.id'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_internal_target')),
    )
    op.create_table(
        'duty', _number(), _pointer('promise_code', TEXT()), _pointer('account_id', sa.Integer()),
        _date('holds_from'), sa.Column('holds_to', sa.Date(), nullable=True), *_added(),
        _key('duty', 'promise_code', 'promise.code'), _key('duty', 'account_id', 'account.id'),
        _key('duty', 'added_by', 'account.id'), sa.PrimaryKeyConstraint('id', name=op.f('pk_duty')),
    )
    op.create_index(op.f('ix_duty_promise_code'), 'duty', ['promise_code'])
    op.create_table(
        'digest_sent', _pointer('account_id', sa.Integer()), _date('on_date'),
        sa.Column('sent_at', MOMENT, nullable=False), _key('digest_sent', 'account_id', 'account.id'),
        sa.PrimaryKeyConstraint('account_id', 'on_date', name=op.f('pk_digest_sent')),
    )


def new_columns() -> None:
    op.add_column('closing_day', sa.Column('closed', sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column('closing_day', _words('note'))
    op.add_column('account', _words('email'))
    op.add_column('contact', sa.Column('withdrawn_at', MOMENT, nullable=True))
    op.execute(POINTS.format('contact', 'withdrawn_by', 'account'))
    op.add_column('contact', _words('withdrawn_why'))
    op.add_column('delivery', sa.Column('collectable_on', sa.Date(), nullable=True))
    op.add_column('delivery', sa.Column('collect_by', sa.Date(), nullable=True))
    op.execute(POINTS.format('inquiry', 'merged_into_id', 'inquiry'))
    op.execute(POINTS.format('inquiry', 'split_from_id', 'inquiry'))


def _number() -> sa.Column[int]:
    return sa.Column('id', sa.Integer(), nullable=False)


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, TEXT(), nullable=False, server_default='')


def _date(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Date(), nullable=False)


def _days() -> sa.Column[int]:
    return sa.Column('business_days', sa.Integer(), nullable=False)


def _pointer(name: str, kind: object) -> sa.Column[object]:
    return sa.Column(name, kind, nullable=False)


def _added() -> tuple[sa.Column[object], ...]:
    return sa.Column('added_by', sa.Integer(), nullable=True), sa.Column('added_at', MOMENT, nullable=True)


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f'fk_{table}_{column}'))


def downgrade() -> None:
    op.execute("DELETE FROM setting WHERE name = 'warning_bands'")
    op.drop_index('uq_closing_day_on_date_layer', table_name='closing_day')
    op.drop_index('ix_inquiry_merged', table_name='inquiry')
    op.drop_index('ix_inquiry_split', table_name='inquiry')
    for name, _, _ in DELIVERIES:
        op.drop_index(name, table_name='delivery')
    for table, columns in (
        ('closing_day', ('closed', 'note')),
        ('account', ('email',)),
        ('contact', ('withdrawn_at', 'withdrawn_by', 'withdrawn_why')),
        ('delivery', ('collectable_on', 'collect_by')),
        ('inquiry', ('merged_into_id', 'split_from_id')),
    ):
        with op.batch_alter_table(table, schema=None) as batch_op:
            for column in columns:
                batch_op.drop_column(column)
    for table in ('digest_sent', 'duty', 'internal_target', 'promise_term'):
        op.drop_table(table)
