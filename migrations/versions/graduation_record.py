"""The graduation record: chained log of looks, consents, care offers, undoing of imports, rights, plans, figures."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

REASONS = "'komponen_habis', 'usaha', 'pekerjaan', 'penghasilan_umk', 'lain'"


def upgrade() -> None:
    op.create_table('figures',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('counts', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_figures'))
    )
    with op.batch_alter_table('figures', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_figures_made_at'), ['made_at'], unique=False)

    op.create_table('look_chain',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('first_number', sa.Integer(), nullable=False),
    sa.Column('before_mac', sa.String(length=64), nullable=False),
    sa.Column('last_number', sa.Integer(), nullable=False),
    sa.Column('last_mac', sa.String(length=64), nullable=False),
    sa.Column('key_id', sa.String(length=20), nullable=False),
    sa.Column('seal', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_look_chain'))
    )
    op.create_table('story',
    sa.Column('seller_id', sa.Integer(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['seller_id'], ['seller.id'], name=op.f('fk_story_seller_id_seller')),
    sa.PrimaryKeyConstraint('seller_id', name=op.f('pk_story'))
    )
    op.create_table('care_offer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('seller_id', sa.Integer(), nullable=False),
    sa.Column('from_id', sa.Integer(), nullable=True),
    sa.Column('to_id', sa.Integer(), nullable=False),
    sa.Column('offered_by_id', sa.Integer(), nullable=False),
    sa.Column('offered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('state', sa.String(length=24), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['from_id'], ['account.id'], name=op.f('fk_care_offer_from_id_account')),
    sa.ForeignKeyConstraint(['offered_by_id'], ['account.id'], name=op.f('fk_care_offer_offered_by_id_account')),
    sa.ForeignKeyConstraint(['seller_id'], ['seller.id'], name=op.f('fk_care_offer_seller_id_seller')),
    sa.ForeignKeyConstraint(['to_id'], ['account.id'], name=op.f('fk_care_offer_to_id_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_care_offer'))
    )
    with op.batch_alter_table('care_offer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_care_offer_seller_id'), ['seller_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_care_offer_to_id_answered_at'), ['to_id', 'answered_at'], unique=False)
        batch_op.create_index('uq_care_offer_open', ['seller_id'], unique=True, sqlite_where=sa.text('answered_at IS NULL'), postgresql_where=sa.text('answered_at IS NULL'))

    op.create_table('claim_pause',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('seller_id', sa.Integer(), nullable=False),
    sa.Column('district_code', sa.String(length=8), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('until', sa.DateTime(timezone=True), nullable=False),
    sa.Column('seen_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['seen_by_id'], ['account.id'], name=op.f('fk_claim_pause_seen_by_id_account')),
    sa.ForeignKeyConstraint(['seller_id'], ['seller.id'], name=op.f('fk_claim_pause_seller_id_seller')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_claim_pause'))
    )
    with op.batch_alter_table('claim_pause', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_claim_pause_seller_id'), ['seller_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_claim_pause_until'), ['until'], unique=False)

    op.create_table('contact',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('seller_id', sa.Integer(), nullable=False),
    sa.Column('assistant_id', sa.Integer(), nullable=False),
    sa.Column('on_day', sa.Date(), nullable=False),
    sa.Column('way', sa.String(length=24), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('next_on', sa.Date(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['assistant_id'], ['account.id'], name=op.f('fk_contact_assistant_id_account')),
    sa.ForeignKeyConstraint(['seller_id'], ['seller.id'], name=op.f('fk_contact_seller_id_seller')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contact'))
    )
    with op.batch_alter_table('contact', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contact_seller_id_on_day'), ['seller_id', 'on_day'], unique=False)

    op.create_table('data_request',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('reference', sa.String(length=32), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('seller_id', sa.Integer(), nullable=True),
    sa.Column('assisted_by_id', sa.Integer(), nullable=True),
    sa.Column('kind', sa.String(length=24), nullable=False),
    sa.Column('field', sa.String(length=40), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('state', sa.String(length=24), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_by_id', sa.Integer(), nullable=True),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_data_request_account_id_account')),
    sa.ForeignKeyConstraint(['answered_by_id'], ['account.id'], name=op.f('fk_data_request_answered_by_id_account')),
    sa.ForeignKeyConstraint(['assisted_by_id'], ['account.id'], name=op.f('fk_data_request_assisted_by_id_account')),
    sa.ForeignKeyConstraint(['seller_id'], ['seller.id'], name=op.f('fk_data_request_seller_id_seller')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_data_request')),
    sa.UniqueConstraint('reference', name=op.f('uq_data_request_reference'))
    )
    with op.batch_alter_table('data_request', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_data_request_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_data_request_seller_id'), ['seller_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_data_request_state_due_at'), ['state', 'due_at'], unique=False)

    op.create_table('minimum_wage',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('regency_code', sa.String(length=5), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('monthly_idr', sa.Integer(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_minimum_wage_account_id_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_minimum_wage')),
    sa.UniqueConstraint('regency_code', 'year', name=op.f('uq_minimum_wage_regency_code_year'))
    )
    op.create_table('plan_step',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('seller_id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_plan_step_account_id_account')),
    sa.ForeignKeyConstraint(['seller_id'], ['seller.id'], name=op.f('fk_plan_step_seller_id_seller')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plan_step')),
    sa.UniqueConstraint('seller_id', 'code', name=op.f('uq_plan_step_seller_id_code'))
    )
    op.create_table('staff_deed',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('what', sa.String(length=20), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_staff_deed_account_id_account')),
    sa.ForeignKeyConstraint(['by_id'], ['account.id'], name=op.f('fk_staff_deed_by_id_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_staff_deed'))
    )
    with op.batch_alter_table('staff_deed', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_staff_deed_account_id'), ['account_id'], unique=False)

    op.create_table('record_look',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=True),
    sa.Column('record_reference', sa.String(length=32), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('why', sa.String(length=20), nullable=False),
    sa.Column('is_whole', sa.Boolean(), nullable=False),
    sa.Column('reason', sa.String(length=200), nullable=False),
    sa.Column('key_id', sa.String(length=20), nullable=False),
    sa.Column('mac', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_record_look_account_id_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_record_look')),
    sa.UniqueConstraint('number', name=op.f('uq_record_look_number'))
    )
    with op.batch_alter_table('record_look', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_record_look_at'), ['at'], unique=False)
        batch_op.create_index(batch_op.f('ix_record_look_record_reference'), ['record_reference'], unique=False)
        batch_op.create_index('ix_record_look_whole', ['account_id', 'at'], unique=False, sqlite_where=sa.text('is_whole = 1'), postgresql_where=sa.text('is_whole'))

    op.create_table('record_correction',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('record_id', sa.Integer(), nullable=False),
    sa.Column('field', sa.String(length=20), nullable=False),
    sa.Column('before', sa.String(length=100), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_record_correction_account_id_account')),
    sa.ForeignKeyConstraint(['record_id'], ['graduation_record.id'], name=op.f('fk_record_correction_record_id_graduation_record'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_record_correction'))
    )
    with op.batch_alter_table('record_correction', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_record_correction_record_id'), ['record_id'], unique=False)

    op.create_table('record_change',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('batch_id', sa.Integer(), nullable=False),
    sa.Column('record_id', sa.Integer(), nullable=False),
    sa.Column('before_batch_id', sa.Integer(), nullable=True),
    sa.Column('before', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['batch_id'], ['import_batch.id'], name=op.f('fk_record_change_batch_id_import_batch')),
    sa.ForeignKeyConstraint(['before_batch_id'], ['import_batch.id'], name=op.f('fk_record_change_before_batch_id_import_batch')),
    sa.ForeignKeyConstraint(['record_id'], ['graduation_record.id'], name=op.f('fk_record_change_record_id_graduation_record')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_record_change'))
    )
    with op.batch_alter_table('record_change', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_record_change_batch_id_id'), ['batch_id', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_record_change_before_batch_id'), ['before_batch_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_record_change_record_id'), ['record_id'], unique=False)

    op.execute(
        "INSERT INTO record_look (record_reference, account_id, at, why, is_whole, reason, key_id, mac)"
        " SELECT graduation_record.reference, account_id, at, why, false, '', '', '' FROM record_read"
        " JOIN graduation_record ON graduation_record.id = record_read.record_id ORDER BY record_read.id"
    )
    op.drop_table('record_read')

    add_filled('caseload_entry', {sa.Column('ended_because', sa.String(length=40), nullable=False): ''})
    add_filled(
        'claim',
        {
            sa.Column('match', sa.String(length=24), nullable=False): 'none',
            sa.Column('is_declared', sa.Boolean(), nullable=False): sa.false(),
        },
    )
    op.execute("UPDATE claim SET match = 'exact' WHERE record_id IS NOT NULL")
    with op.batch_alter_table('claim', schema=None) as batch_op:
        batch_op.add_column(sa.Column('made_by_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_claim_made_by_id_account'), 'account', ['made_by_id'], ['id'])
        batch_op.create_index(batch_op.f('ix_claim_record_id'), ['record_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_claim_state_created_at'), ['state', 'created_at'], unique=False)

    add_filled(
        'consent',
        {
            sa.Column('locale', sa.String(length=2), nullable=False): 'id',
            sa.Column('way', sa.String(length=24), nullable=False): 'tick',
        },
    )
    with op.batch_alter_table('consent', schema=None) as batch_op:
        batch_op.add_column(sa.Column('withdrawn_by_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_consent_withdrawn_by_id_account'), 'account', ['withdrawn_by_id'], ['id'])

    add_filled('graduation_record', {sa.Column('source', sa.String(length=24), nullable=False): 'imported'})
    with op.batch_alter_table('graduation_record', schema=None) as batch_op:
        batch_op.add_column(sa.Column('name_key', sa.String(length=100).with_variant(sa.String(length=100, collation='C'), 'postgresql'), sa.Computed('lower(name)', persisted=True), nullable=False))
        batch_op.add_column(sa.Column('kk_sealed', sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column('kk_lookup', sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column('linked_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(batch_op.f('ix_graduation_record_batch_id_id'), ['batch_id', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_graduation_record_kk_lookup'), ['kk_lookup'], unique=False)
        batch_op.create_index(batch_op.f('ix_graduation_record_name_key_district_code'), ['name_key', 'district_code'], unique=False)
        batch_op.drop_index(batch_op.f('ix_graduation_record_district_code'))
        batch_op.create_index(batch_op.f('ix_graduation_record_district_code_seller_id'), ['district_code', 'seller_id'], unique=False)
    op.execute("UPDATE graduation_record SET linked_at = changed_at WHERE seller_id IS NOT NULL")
    # Free words about why a family left may speak of health or children; only the codes stay.
    op.execute(f"UPDATE graduation_record SET reason = 'lain' WHERE reason NOT IN ('', {REASONS})")

    add_filled(
        'import_batch',
        {
            sa.Column('takes_odd', sa.Boolean(), nullable=False): sa.true(),
            sa.Column('rows_odd', sa.Integer(), nullable=False): '0',
            sa.Column('rows_undone', sa.Integer(), nullable=False): '0',
            sa.Column('reading', sa.JSON(), nullable=False): '{}',
        },
    )
    with op.batch_alter_table('import_batch', schema=None) as batch_op:
        batch_op.add_column(sa.Column('province_code', sa.String(length=2), nullable=True))
        batch_op.add_column(sa.Column('undone_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('undone_by_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_import_batch_undone_by_id_account'), 'account', ['undone_by_id'], ['id'])

    add_filled('refused_row', {sa.Column('is_odd', sa.Boolean(), nullable=False): sa.false()})
    add_filled('seller', {sa.Column('told', sa.Text(), nullable=False): ''})


def add_filled(table: str, columns: dict[sa.Column, object]) -> None:
    """Columns that must say something, with what the rows there already say; new rows say it themselves."""
    with op.batch_alter_table(table, schema=None) as batch_op:
        for column, filled in columns.items():
            column.server_default = sa.DefaultClause(filled)  # type: ignore[arg-type]
            batch_op.add_column(column)
    with op.batch_alter_table(table, schema=None) as batch_op:
        for column in columns:
            batch_op.alter_column(column.name, existing_type=column.type, existing_nullable=False, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table('seller', schema=None) as batch_op:
        batch_op.drop_column('told')

    with op.batch_alter_table('refused_row', schema=None) as batch_op:
        batch_op.drop_column('is_odd')

    with op.batch_alter_table('import_batch', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_import_batch_undone_by_id_account'), type_='foreignkey')
        batch_op.drop_column('undone_by_id')
        batch_op.drop_column('undone_at')
        batch_op.drop_column('reading')
        batch_op.drop_column('rows_undone')
        batch_op.drop_column('rows_odd')
        batch_op.drop_column('takes_odd')
        batch_op.drop_column('province_code')

    with op.batch_alter_table('graduation_record', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_graduation_record_district_code_seller_id'))
        batch_op.create_index(batch_op.f('ix_graduation_record_district_code'), ['district_code'], unique=False)
        batch_op.drop_index(batch_op.f('ix_graduation_record_name_key_district_code'))
        batch_op.drop_index(batch_op.f('ix_graduation_record_kk_lookup'))
        batch_op.drop_index(batch_op.f('ix_graduation_record_batch_id_id'))
        batch_op.drop_column('source')
        batch_op.drop_column('linked_at')
        batch_op.drop_column('kk_lookup')
        batch_op.drop_column('kk_sealed')
        batch_op.drop_column('name_key')

    with op.batch_alter_table('consent', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_consent_withdrawn_by_id_account'), type_='foreignkey')
        batch_op.drop_column('withdrawn_by_id')
        batch_op.drop_column('way')
        batch_op.drop_column('locale')

    with op.batch_alter_table('claim', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_claim_state_created_at'))
        batch_op.drop_index(batch_op.f('ix_claim_record_id'))
        batch_op.drop_constraint(batch_op.f('fk_claim_made_by_id_account'), type_='foreignkey')
        batch_op.drop_column('made_by_id')
        batch_op.drop_column('is_declared')
        batch_op.drop_column('match')

    with op.batch_alter_table('caseload_entry', schema=None) as batch_op:
        batch_op.drop_column('ended_because')

    op.create_table('record_read',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('record_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('why', sa.String(length=60), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_record_read_account_id_account')),
    sa.ForeignKeyConstraint(['record_id'], ['graduation_record.id'], name=op.f('fk_record_read_record_id_graduation_record')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_record_read'))
    )
    with op.batch_alter_table('record_read', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_record_read_record_id'), ['record_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_record_read_at'), ['at'], unique=False)

    op.execute(
        "INSERT INTO record_read (record_id, account_id, at, why)"
        " SELECT graduation_record.id, account_id, at, why FROM record_look"
        " JOIN graduation_record ON graduation_record.reference = record_look.record_reference ORDER BY record_look.id"
    )
    with op.batch_alter_table('record_change', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_record_change_record_id'))
        batch_op.drop_index(batch_op.f('ix_record_change_before_batch_id'))
        batch_op.drop_index(batch_op.f('ix_record_change_batch_id_id'))

    op.drop_table('record_change')
    with op.batch_alter_table('record_correction', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_record_correction_record_id'))

    op.drop_table('record_correction')
    with op.batch_alter_table('record_look', schema=None) as batch_op:
        batch_op.drop_index('ix_record_look_whole', sqlite_where=sa.text('is_whole = 1'), postgresql_where=sa.text('is_whole'))
        batch_op.drop_index(batch_op.f('ix_record_look_record_reference'))
        batch_op.drop_index(batch_op.f('ix_record_look_at'))

    op.drop_table('record_look')
    with op.batch_alter_table('staff_deed', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_staff_deed_account_id'))

    op.drop_table('staff_deed')
    op.drop_table('plan_step')
    op.drop_table('minimum_wage')
    with op.batch_alter_table('data_request', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_data_request_state_due_at'))
        batch_op.drop_index(batch_op.f('ix_data_request_seller_id'))
        batch_op.drop_index(batch_op.f('ix_data_request_account_id'))

    op.drop_table('data_request')
    with op.batch_alter_table('contact', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contact_seller_id_on_day'))

    op.drop_table('contact')
    with op.batch_alter_table('claim_pause', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_claim_pause_until'))
        batch_op.drop_index(batch_op.f('ix_claim_pause_seller_id'))

    op.drop_table('claim_pause')
    with op.batch_alter_table('care_offer', schema=None) as batch_op:
        batch_op.drop_index('uq_care_offer_open', sqlite_where=sa.text('answered_at IS NULL'), postgresql_where=sa.text('answered_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_care_offer_to_id_answered_at'))
        batch_op.drop_index(batch_op.f('ix_care_offer_seller_id'))

    op.drop_table('care_offer')
    op.drop_table('story')
    op.drop_table('look_chain')
    with op.batch_alter_table('figures', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_figures_made_at'))

    op.drop_table('figures')
