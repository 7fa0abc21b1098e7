"""One row of every table, in an order that references allow.

Whoever adds a table adds its row here: a migration is walked with rows in it.
"""

from sqlalchemy import inspect, text
from sqlalchemy.engine import Engine

_UNIT = "code, name, name_folded, level, type, valid_from"
_A_CLOSED_ONE = (
    "INSERT INTO campaigns (id, code, name, kind, questionnaire, version, questionnaire_digest, "
    "starts_on, ends_on, opened_at, closed_at) VALUES (2, 'DX-2026-11', 'Đột xuất', 'ad_hoc', "
    "'mot-cua', 1, 'd', '2026-11-01', '2026-11-10', '2026-11-01 01:00:00', "
    "'2026-11-11 01:00:00') ON CONFLICT DO NOTHING"
)

ROWS = {
    "units": [
        f"INSERT INTO units (id, {_UNIT}) VALUES "
        "(1, '01', 'Hà Nội', 'ha noi', 'tinh', 'Thành phố', '2025-07-01'), "
        "(2, '00070', 'Hoàn Kiếm', 'hoan kiem', 'xa', 'Phường', '2025-07-01')"
    ],
    "successions": [
        "INSERT INTO successions (predecessor_id, successor_id, relation, is_main) "
        "VALUES (1, 2, 'merged', true)"
    ],
    "counters": [
        "INSERT INTO counters (id, code, unit_id, name, purpose, opened_on) "
        "VALUES (1, '7KQ2', 2, 'Quầy số 1', 'reception', '2025-07-01')"
    ],
    "accounts": [
        "INSERT INTO accounts "
        "(id, email, password, name, unit_id, active, fs_uniquifier, failed_sign_ins) "
        "VALUES (1, 'an@example.vn', 'x', 'Nguyễn Thị An', 1, true, 'u', 0)"
    ],
    "roles": [],  # the migration brings its rows
    "account_roles": ["INSERT INTO account_roles SELECT 1, min(id) FROM roles"],
    "diary": [
        "INSERT INTO diary (id, at, account_id, act, subject, details) "
        "VALUES (1, '2026-11-20 02:30:00', 1, 'campaign.opened', 'TX-2026-11', '{}')"
    ],
    "jobs": [
        "INSERT INTO jobs (id, kind, asked, unit_id, account_id, state, done, total, attempts, "
        "created_at) VALUES (1, 'posters', '{}', 1, 1, 'waiting', 0, 0, 0, '2026-11-20 02:30:00')"
    ],
    "unit_brandings": [
        "INSERT INTO unit_brandings (unit_id, colour, name, changed_at) "
        "VALUES (1, '#0b5351', 'Tỉnh Gia Lai', '2026-11-20 02:30:00')"
    ],
    "questionnaire_drafts": [
        "INSERT INTO questionnaire_drafts (id, code, unit_id, title, based_on, revision, "
        "created_at, updated_at) VALUES (1, 'mot-cua', 1, 'Một cửa', 'dossier 1', 1, "
        "'2026-10-01 01:00:00', '2026-10-01 01:00:00')"
    ],
    "draft_revisions": [
        "INSERT INTO draft_revisions (draft_id, revision, document, account_id, at) "
        "VALUES (1, 1, '{}', 1, '2026-10-01 01:00:00')"
    ],
    "questionnaires": [
        "INSERT INTO questionnaires (code, version, digest, document, unit_id, decision, "
        "valid_from, published_at, published_by, draft_id) VALUES ('mot-cua', 1, 'd', '{}', "
        "1, '12/QĐ-UBND', '2026-10-01', '2026-10-01 01:00:00', 1, 1)"
    ],
    "campaigns": [
        "INSERT INTO campaigns (id, code, name, kind, questionnaire, version, "
        "questionnaire_digest, starts_on, ends_on, opened_at) VALUES (1, 'TX-2026-11', "
        "'Thường xuyên', 'routine', 'mot-cua', 1, 'd', '2026-11-01', '2026-11-30', "
        "'2026-11-01 01:00:00')"
    ],
    "campaign_units": ["INSERT INTO campaign_units (campaign_id, unit_id) VALUES (1, 1)"],
    "campaign_plans": [
        "INSERT INTO campaign_plans (campaign_id, unit_id, answers) VALUES (1, 1, 300)"
    ],
    "campaign_publications": [
        _A_CLOSED_ONE,
        "INSERT INTO campaign_publications (campaign_id, words, account_id, at) "
        "VALUES (2, 'Báo cáo số 12/BC-UBND', 1, '2026-11-12 01:00:00')",
    ],
    "campaign_notes": [
        _A_CLOSED_ONE,
        "INSERT INTO campaign_notes (id, campaign_id, words, account_id, at) "
        "VALUES (1, 2, 'Mất điện một ngày', 1, '2026-11-12 01:00:00')",
    ],
    "dossiers": [
        "INSERT INTO dossiers (id, code_hash, unit_id, procedure_code, procedure_group, "
        "received_on, due_on, event_on) VALUES (1, '0123456789abcdef', 2, '1.001', 'Đất đai', "
        "'2026-11-20', '2026-12-05', '2026-11-20')"
    ],
    "procedures": [
        "INSERT INTO procedures (code, name, procedure_group) "
        "VALUES ('1.001', 'Cấp giấy chứng nhận', 'Đất đai')"
    ],
    "dossier_counts": [
        "INSERT INTO dossier_counts (unit_id, month, resolving_unit_id, procedure_group, "
        "received, done, late) VALUES (2, '2026-11-01', 0, 'Đất đai', 1, 0, 0)"
    ],
    "dossier_days": [
        "INSERT INTO dossier_days (unit_id, day, received, done, late) "
        "VALUES (2, '2026-11-20', 1, 0, 0)"
    ],
    "api_keys": [
        "INSERT INTO api_keys (id, name, unit_id, key_hash, made_at) "
        "VALUES (1, 'Một cửa điện tử', 1, 'h', '2026-11-20 02:30:00')"
    ],
    "dossier_imports": [
        "INSERT INTO dossier_imports (id, at, source, unit_id, account_id, lines, taken, "
        "changed, unchanged, refused, size) VALUES (1, '2026-11-20 02:30:00', 'ho-so.csv', 1, "
        "1, 1, 1, 0, 0, 0, 100)"
    ],
    "chains": ["INSERT INTO chains (unit_id, position, link) VALUES (2, 1, 'l')"],
    "responses": [
        "INSERT INTO responses (id, unit_id, position, link, campaign_id, counter_id, "
        "questionnaire, version, language, channel, day, minute, salt, answers, words) VALUES "
        "('r', 2, 1, 'l', 1, 1, 'mot-cua', 1, 'vi', 'qr', '2026-11-20', 570, 's', "
        """'{"overall":5}', '{}')"""
    ],
    "remarks": [
        "INSERT INTO remarks (response_id, question, salt, words) "
        "VALUES ('r', 'remark', 's', 'Cán bộ rất nhiệt tình')"
    ],
    "spent_codes": ["INSERT INTO spent_codes (mark) VALUES ('5f')"],
    "rulings": [
        "INSERT INTO rulings (id, response_id, unit_id, counts, cause, reason, account_id, at) "
        "VALUES (1, 'r', 2, false, 'burst', '', NULL, '2026-11-20 02:30:00')"
    ],
    "devices": [
        "INSERT INTO devices (id, counter_id, name, sign_key, enrolled_at, enrolled_by, mono, "
        "clock_off, waiting, drained_at, recent) VALUES ('d', 1, 'Máy ở quầy số 1', 'k', "
        "'2026-11-20 02:30:00', 1, 0, 0, 0, '2026-11-20 02:30:00', '[]')"
    ],
    "enrolments": [
        "INSERT INTO enrolments (id, code_hash, pin_hash, counter_id, made_by, expires_at, "
        "wrong, device_id) VALUES (1, 'c', 'p', 1, 1, '2026-11-20 02:45:00', 1, 'd')"
    ],
    "device_numbers": ["INSERT INTO device_numbers (device_id, first, last) VALUES ('d', 1, 9)"],
    "set_aside": [
        "INSERT INTO set_aside (device_id, id, day, reason, entry) "
        "VALUES ('d', 'e', '2026-11-20', 'unreadable', '{}')"
    ],
    "abandoned": [
        "INSERT INTO abandoned (device_id, id, counter_id, campaign_id, day, reached) "
        "VALUES ('d', 'a', 1, 1, '2026-11-20', 'overall')"
    ],
    "device_events": [
        "INSERT INTO device_events (id, device_id, at, kind, count) "
        "VALUES (1, 'd', '2026-11-20 02:30:00', 'enrolled', 1)"
    ],
    "letters": [
        "INSERT INTO letters (id, campaign_id, kind, round, subject_id, state, attempts, "
        "deferrals, due_at) VALUES (1, 1, 'invitation', 1, 1, 'waiting', 0, 0, "
        "'2026-11-20 02:30:00')"
    ],
    "marks": ["INSERT INTO marks (unit_id, position) VALUES (2, 1)"],
    "tallies": [
        "INSERT INTO tallies (campaign_id, question, unit_id, month, counter_id, channel, "
        "value, n) VALUES (1, 'overall', 2, '2026-11-01', 1, 'qr', '5', 1)"
    ],
    "day_tallies": [
        "INSERT INTO day_tallies (campaign_id, question, unit_id, day, counter_id, channel, "
        "value, n) VALUES (1, 'overall', 2, '2026-11-20', 1, 'qr', '5', 1)"
    ],
    "group_totals": [
        "INSERT INTO group_totals (campaign_id, question, unit_id, procedure_group, value, n) "
        "VALUES (1, 'overall', 2, 'Đất đai', '5', 1)"
    ],
    "month_totals": [
        "INSERT INTO month_totals (campaign_id, question, unit_id, month, value, n) "
        "VALUES (1, 'overall', 2, '2026-11-01', '5', 1)"
    ],
    "unit_totals": [
        "INSERT INTO unit_totals (campaign_id, question, unit_id, value, n) "
        "VALUES (1, 'overall', 2, '5', 1)"
    ],
    "apart": [
        "INSERT INTO apart (response_id, unit_id, campaign_id, counter_id, channel, day, cause, "
        "overall, standing, ruling_id) "
        "VALUES ('r', 2, 1, 1, 'qr', '2026-11-20', 'burst', '5', 'waiting', 1)"
    ],
    "applied_rulings": ["INSERT INTO applied_rulings (ruling_id) VALUES (1)"],
    "column_files": [
        "INSERT INTO column_files (id, name, responses, answers, responses_digest, "
        "answers_digest, written_at) VALUES (1, 'a', 1, 1, 'd', 'e', '2026-11-20 02:30:00')"
    ],
    "column_spans": [
        "INSERT INTO column_spans (unit_id, after, last, file_id) VALUES (2, 0, 1, 1)"
    ],
    "targets": [
        "INSERT INTO targets (id, kind, unit_id, basis_points, comparator, valid_from, source) "
        "VALUES (99, 'routine', 1, 9500, '>', '2026-01-01', 'Kế hoạch của tỉnh')"
    ],
    "frozen_verdicts": [
        "INSERT INTO frozen_verdicts (campaign_id, unit_id, question, n, satisfied, "
        "statistical, frozen_at) VALUES "
        "(1, 2, 'overall', 1, 1, 'cannot_say', '2026-11-20 02:30:00')"
    ],
    "frozen_group_verdicts": [
        "INSERT INTO frozen_group_verdicts (campaign_id, unit_id, question, procedure_group, n, "
        "satisfied, statistical, frozen_at) VALUES "
        "(1, 2, 'overall', 'Đất đai', 1, 1, 'cannot_say', '2026-11-20 02:30:00')"
    ],
    "findings": [
        "INSERT INTO findings (id, unit_id, counter_id, campaign_id, question, cause, opened_on, "
        "evidence) VALUES (1, 2, 1, 1, 'overall', 'cusum', '2026-11-20', '{}')"
    ],
    "finding_acts": [
        "INSERT INTO finding_acts (id, finding_id, act, words, account_id, at) "
        "VALUES (1, 1, 'opened', '', NULL, '2026-11-20 02:30:00')"
    ],
    "watches": [
        "INSERT INTO watches (campaign_id, unit_id, counter_id, begun_on, counted_to, position, "
        "rulings, basis_points, level, alarm_on) VALUES "
        "(1, 2, 1, '2026-11-01', '2026-11-20', 1, 0, 9500, 0.5, NULL)"
    ],
    "published_scores": [
        "INSERT INTO published_scores (id, index_name, subject, subject_key, subject_code, "
        "index_year, published_year, part, value, scale_low, scale_high, source, decision, "
        "method, revision, entered_at) VALUES (1, 'papi', 'Thừa Thiên Huế', 'thua thien hue', "
        "'', 2023, 2024, '', 46.0415, 8, 80, 'PAPI 2023', '', 'papi-2018', 1, "
        "'2026-11-20 02:30:00')"
    ],
    "margins": [
        "INSERT INTO margins (campaign_id, version, variable, level, total, source, imported_at) "
        "VALUES (1, 1, 'sex', 'F', 2927883.486, 'dan-so.csv', '2026-11-20 02:30:00')"
    ],
    "weighted_results": [
        "INSERT INTO weighted_results (campaign_id, result, frozen_at) "
        "VALUES (1, '{}', '2026-11-20 02:30:00')"
    ],
    "invitation_modes": [
        "INSERT INTO invitation_modes (campaign_id, mode, leaves, words) "
        "VALUES (1, 'grouped', 'closing', '')"
    ],
    "invitee_groups": [
        "INSERT INTO invitee_groups (id, campaign_id, code, name, is_locked, invited, answered, "
        "spent, waiting) VALUES (1, 1, 'hdnd', 'Đại biểu HĐND', false, 5, 0, '', '')"
    ],
    "invitees": [
        "INSERT INTO invitees (id, campaign_id, group_id, name, email, address) "
        "VALUES (1, 1, 1, 'An', 'an@example.vn', 'an@example.vn')"
    ],
    "suspicions": [
        "INSERT INTO suspicions (id, unit_id, counter_id, campaign_id, sign, channel, since, "
        "until, p, adjusted_p, n, days, evidence, found_at) VALUES (1, 2, 1, 1, 'burst', 'kiosk', "
        "'2026-11-01', '2026-11-30', 0.0001, 0.01, 40, '[]', '{}', '2026-12-01 02:30:00')"
    ],
    "proposals": [
        "INSERT INTO proposals (id, suspicion_id, campaign_id, unit_id, counter_id, day, cause, "
        "counts, reason, seen, account_id, at) VALUES (1, 1, 1, 2, 1, NULL, NULL, false, "
        "'Đã đối chiếu', 40, 1, '2026-12-01 02:30:00')"
    ],
    "seconds": [
        "INSERT INTO accounts (id, email, password, name, unit_id, active, fs_uniquifier, "
        "failed_sign_ins) VALUES (2, 'binh@example.vn', 'x', 'Trần Văn Bình', 1, true, 'v', 0)",
        "INSERT INTO seconds (proposal_id, proposer_id, account_id, agrees, reason, n, at) "
        "VALUES (1, 1, 2, true, '', 40, '2026-12-01 03:30:00')",
    ],
    "frames": [
        "INSERT INTO frames (id, code, name, unit_id, source, rows, digest, imported_at, "
        "account_id) VALUES (1, 'HO-2026', 'Hộ dân 2026', 1, 'ho.csv', 1, 'd', "
        "'2026-10-01 01:00:00', 1)"
    ],
    "frame_rows": [
        "INSERT INTO frame_rows (frame_id, number, code, stratum, district, commune, village, "
        "size, label, labels) VALUES (1, 2, 'H1', '01', '', '00070', 'T1', 4, "
        """'Ông Trần Văn Bình', '{"sex":"M"}')"""
    ],
    "draws": [
        "INSERT INTO draws (id, campaign_id, frame_id, number, design, seed, reason, drawn_at, "
        "account_id, digest, cases) VALUES (1, 1, 1, 1, '{}', '20261001', '', "
        "'2026-10-02 01:00:00', 1, 'd', 1)"
    ],
    "draw_units": [
        "INSERT INTO draw_units (draw_id, stage, stratum, parent, code, size, probability, "
        "is_certain, position) VALUES (1, 1, '01', '', '00070', 4, '0.5', false, 1)"
    ],
    "cases": [
        "INSERT INTO cases (id, campaign_id, draw_id, code, label, unit_id, stratum, psu, second, "
        "weight, fpc, second_fpc, labels, place, number) VALUES (1, 1, 1, 'H1', "
        "'Ông Trần Văn Bình', 2, '01', '00070', 'T1', '2', 2, 1, "
        """'{"sex":"M"}', 'main', 1)"""
    ],
    "paper_batches": [
        "INSERT INTO paper_batches (id, campaign_id, unit_id, language, forms, account_id, "
        "made_at) VALUES (1, 1, 2, 'vi', 1, 1, '2026-11-20 02:30:00')"
    ],
    "paper_forms": [
        "INSERT INTO paper_forms (code, batch_id, campaign_id, unit_id, case_id) "
        "VALUES ('2345678X', 1, 1, 2, NULL)"
    ],
    "typings": [
        "INSERT INTO typings (form_code, number, typist, account_id, day, is_void, cells, at) "
        "VALUES ('2345678X', 1, 0, NULL, '2026-11-20', false, '{}', '2026-11-20 02:30:00'), "
        "('2345678X', 2, 1, 1, '2026-11-20', true, '{}', '2026-11-20 02:30:00')"
    ],
    "typed_words": [
        "INSERT INTO typed_words (form_code, number, part, words) "
        "VALUES ('2345678X', 1, 'remark', 'Cán bộ nhiệt tình')"
    ],
    "settlements": [
        "INSERT INTO settlements (form_code, first_number, first_typist, second_number, "
        "second_typist, account_id, day, is_void, cells, chosen, at) VALUES ('2345678X', 1, 0, "
        "2, 1, 2, NULL, true, '{}', '{}', '2026-11-20 03:30:00')"
    ],
    "paper_outcomes": [
        "INSERT INTO paper_outcomes (form_code, outcome, at) "
        "VALUES ('2345678X', 'void', '2026-11-20 03:30:00')"
    ],
    "fieldwork_settings": [
        "INSERT INTO fieldwork_settings (campaign_id, ask_position, callback_share_bp, seed) "
        "VALUES (1, true, 1000, '2026')"
    ],
    "interviewers": [
        "INSERT INTO interviewers (id, campaign_id, name, sign_key, enrolled_at, enrolled_by, "
        "mono, clock_off, waiting, drained_at) VALUES ('i', 1, 'Trần Thị Hoa', 'ik', "
        "'2026-11-20 02:30:00', 1, 0, 0, 0, '2026-11-20 02:30:00')"
    ],
    "interviewer_codes": [
        "INSERT INTO interviewer_codes (id, code_hash, pin_hash, campaign_id, made_by, "
        "expires_at, wrong, interviewer_id) VALUES (1, 'c', 'p', 1, 1, '2026-11-20 02:45:00', "
        "1, 'i')"
    ],
    "interviewer_numbers": [
        "INSERT INTO interviewer_numbers (interviewer_id, first, last) VALUES ('i', 1, 9)"
    ],
    "interviewer_events": [
        "INSERT INTO interviewer_events (id, interviewer_id, at, kind, count) "
        "VALUES (1, 'i', '2026-11-20 02:30:00', 'enrolled', 1)"
    ],
    "interview_asides": [
        "INSERT INTO interview_asides (interviewer_id, id, day, reason, entry) "
        "VALUES ('i', 'e', '2026-11-20', 'unreadable', '{}')"
    ],
    "assignments": [
        "INSERT INTO assignments (case_id, interviewer_id, at) "
        "VALUES (1, 'i', '2026-11-20 02:30:00')"
    ],
    "attempts": [
        "INSERT INTO attempts (id, campaign_id, interviewer_id, disposition, is_assigned, "
        "case_id, response_id, day, at, received_at, seconds, latitude, longitude, note) VALUES "
        "('t', 1, 'i', 'complete', true, 1, 'r', '2026-11-20', '2026-11-20 02:30:00', "
        "'2026-11-20 02:30:00', 600, 13.776, 109.223, 'Gặp chủ hộ')"
    ],
    "reviews": [
        "INSERT INTO reviews (id, campaign_id, response_id, verdict, reason, account_id, at) "
        "VALUES (1, 1, 'r', 'approved', '', 1, '2026-11-20 02:30:00')"
    ],
    "callbacks": [
        "INSERT INTO callbacks (id, attempt_id, reached, interviewed, answers, account_id, at) "
        """VALUES (1, 't', true, true, '{"overall":5}', 1, '2026-11-20 02:30:00')"""
    ],
    "callback_counts": [
        "INSERT INTO callback_counts (campaign_id, question, n, agreed) VALUES (1, 'overall', 1, 1)"
    ],
    "case_outcomes": ["INSERT INTO case_outcomes (case_id, disposition) VALUES (1, 'complete')"],
}


def fill(engine: Engine) -> None:
    """Put a row into every table there is that has none of ours yet."""
    there = set(inspect(engine).get_table_names())
    for table in (name for name in ROWS if name in there):
        with engine.connect() as connection, connection.begin():
            own = 0 if table != "targets" else 2
            if connection.scalar(text(f"SELECT count(*) FROM {table}")) <= own:
                for statement in ROWS[table]:
                    connection.execute(text(statement.replace(":", r"\:")))
