"""events are chained: each carries a seal over the one before it"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import db.types
from rules.sealing import START, seal

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

NUMBERED = sa.text("tracking_number <> ''")
AT_ONCE = 5_000
"""Events sealed between two writes: memory does not grow with the desk."""

event = sa.table(
    'event', sa.column('id', sa.Integer), sa.column('inquiry_id', sa.Integer), sa.column('kind', sa.String),
    sa.column('by', sa.Integer), sa.column('at', db.types.Moment(timezone=True)), sa.column('on_date', sa.Date),
    sa.column('details', sa.JSON), sa.column('seal', sa.String),
)


def upgrade() -> None:
    op.add_column('event', sa.Column('seal', sqlmodel.sql.sqltypes.AutoString(), nullable=True))
    seal_what_is_there(op.get_bind())
    with op.batch_alter_table('event', schema=None) as batch_op:
        batch_op.alter_column('seal', existing_type=sqlmodel.sql.sqltypes.AutoString(), nullable=False)
    # What the reference data are known by from now on, until somebody changes them (db/freshness.py).
    op.get_bind().execute(sa.text("INSERT INTO setting (name, value) VALUES ('reference_token', 'upgraded')"))
    # Deliveries without a number are found by their own partial index; in this one they only grew with the years.
    op.drop_index('ix_delivery_tracking_number', table_name='delivery')
    op.create_index('ix_delivery_tracking_number', 'delivery', ['tracking_number'],
                    sqlite_where=NUMBERED, postgresql_where=NUMBERED)


def seal_what_is_there(connection: sa.Connection) -> None:
    """Seal every event, in the order of their numbers."""
    facts = [event.c[name] for name in ('id', 'inquiry_id', 'kind', 'by', 'at', 'on_date', 'details')]
    page = sa.select(*facts).where(event.c.id > sa.bindparam('after')).order_by(event.c.id).limit(AT_ONCE)
    put = event.update().where(event.c.id == sa.bindparam('which')).values(seal=sa.bindparam('sealed'))
    last, after = START, -1
    while rows := connection.execute(page, {'after': after}).all():
        sealed = []
        for number, inquiry_id, kind, by, at, on_date, details in rows:
            last = seal(last, inquiry_id=inquiry_id, kind=kind, by=by, at=at, on_date=on_date, details=details)
            sealed.append({'which': number, 'sealed': last})
        connection.execute(put, sealed)
        after = rows[-1][0]


def downgrade() -> None:
    op.get_bind().execute(sa.text("DELETE FROM setting WHERE name = 'reference_token'"))
    op.drop_index('ix_delivery_tracking_number', table_name='delivery')
    op.create_index('ix_delivery_tracking_number', 'delivery', ['tracking_number'])
    with op.batch_alter_table('event', schema=None) as batch_op:
        batch_op.drop_column('seal')
