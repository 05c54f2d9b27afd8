-- Who is acting, and what that opens. The settings hold for one transaction (laavu.accounts.acting).
-- SECURITY DEFINER: these look past the policies that are built on them. A last day ends by the Finnish clock.

CREATE OR REPLACE FUNCTION laavu_user_id() RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT nullif(current_setting('laavu.user_id', true), '')::bigint
$$;

CREATE OR REPLACE FUNCTION laavu_acting_municipalities() RETURNS bigint[] LANGUAGE sql STABLE AS $$
    SELECT coalesce(string_to_array(nullif(current_setting('laavu.municipality_ids', true), ''), ',')::bigint[], '{}')
$$;

CREATE OR REPLACE FUNCTION laavu_memberships()
RETURNS TABLE (kind text, municipality_id bigint, target_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH acting AS (SELECT id FROM accounts_user WHERE id = laavu_user_id() AND is_active)
    SELECT r.kind::text, r.municipality_id, NULL::bigint
    FROM accounts_role r JOIN acting a ON a.id = r.user_id
    WHERE r.ended_on IS NULL OR r.ended_on >= (now() AT TIME ZONE 'Europe/Helsinki')::date
    UNION ALL
    SELECT m.kind::text, m.municipality_id, m.association_id
    FROM villages_associationmember m JOIN acting a ON a.id = m.user_id
    WHERE m.ended_on IS NULL OR m.ended_on >= (now() AT TIME ZONE 'Europe/Helsinki')::date
    UNION ALL
    SELECT 'funder', p.municipality_id, p.programme_id
    FROM evaluation_programmemember p JOIN acting a ON a.id = p.user_id
    WHERE p.ended_on IS NULL OR p.ended_on >= (now() AT TIME ZONE 'Europe/Helsinki')::date
$$;

CREATE OR REPLACE FUNCTION laavu_city_municipalities(kinds text[]) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT laavu_acting_municipalities() || coalesce(array_agg(m.municipality_id), '{}')
    FROM laavu_memberships() m WHERE m.kind = ANY(kinds)
$$;

CREATE OR REPLACE FUNCTION laavu_any_municipalities() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT laavu_acting_municipalities() || coalesce(array_agg(DISTINCT m.municipality_id), '{}')
    FROM laavu_memberships() m
$$;

CREATE OR REPLACE FUNCTION laavu_member_associations() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(DISTINCT m.target_id), '{}')
    FROM laavu_memberships() m WHERE m.kind IN ('treasurer', 'deputy', 'supervisor')
$$;

-- Where the acting user handles money: supervisors see no wages.
CREATE OR REPLACE FUNCTION laavu_member_treasuries() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(DISTINCT m.target_id), '{}')
    FROM laavu_memberships() m WHERE m.kind IN ('treasurer', 'deputy')
$$;

CREATE OR REPLACE FUNCTION laavu_member_villages() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(DISTINCT a.village_id), '{}')
    FROM villages_association a WHERE a.id = ANY((SELECT laavu_member_associations())::bigint[])
$$;

CREATE OR REPLACE FUNCTION laavu_member_placements() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(p.id), '{}')
    FROM placements_placement p WHERE p.association_id = ANY((SELECT laavu_member_associations())::bigint[])
$$;

CREATE OR REPLACE FUNCTION laavu_member_paid_placements() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(p.id), '{}')
    FROM placements_placement p WHERE p.association_id = ANY((SELECT laavu_member_treasuries())::bigint[])
$$;

CREATE OR REPLACE FUNCTION laavu_member_workers() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(DISTINCT p.worker_id), '{}')
    FROM placements_placement p WHERE p.association_id = ANY((SELECT laavu_member_associations())::bigint[])
$$;

CREATE OR REPLACE FUNCTION laavu_member_programmes() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(DISTINCT m.target_id), '{}')
    FROM laavu_memberships() m WHERE m.kind = 'funder'
$$;

-- Hours of one person on one day over all employers, also those that the acting user may not see.
CREATE OR REPLACE FUNCTION laavu_hours_of_day(person bigint, asked date) RETURNS numeric
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(sum(h.hours), 0)
    FROM placements_hourentry h JOIN placements_placement p ON p.id = h.placement_id
    WHERE p.worker_id = person AND h.day = asked
$$;

-- Days on which a programme says that it pays the wage of a placement's worker: money that a claim has to know of.
-- Which programme it is stays with those who may see that.
CREATE OR REPLACE FUNCTION laavu_project_wages(asked bigint[]) RETURNS TABLE (placement_id bigint, days daterange)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT p.id, e.period FROM evaluation_participation e JOIN placements_placement p ON p.worker_id = e.worker_id
    WHERE p.id = ANY(asked) AND e.wage_from_project
$$;

-- Whose calendar an address opens: user and municipality by the hash of its secret.
CREATE OR REPLACE FUNCTION laavu_calendar_owner(asked text)
RETURNS TABLE (user_id bigint, municipality_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT f.user_id, f.municipality_id FROM placements_calendarfeed f
    JOIN accounts_user u ON u.id = f.user_id AND u.is_active
    WHERE f.digest = asked AND f.ended_on IS NULL
$$;

-- Villagers answer without an account. What the link in laavu.invitation opens, as long as its survey is open; the
-- hashes in the other settings stand for what the device or the code proves: villages/surveys/scope.py.
CREATE OR REPLACE FUNCTION laavu_invited_surveys() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(s.id), '{}')
    FROM villages_invitation i JOIN villages_survey s ON s.id = i.survey_id
    WHERE i.token = nullif(current_setting('laavu.invitation', true), '') AND NOT i.is_closed
    AND s.opened_at IS NOT NULL AND s.closed_at IS NULL
    AND s.opens_on <= (now() AT TIME ZONE 'Europe/Helsinki')::date
    AND (s.closes_on IS NULL OR s.closes_on >= (now() AT TIME ZONE 'Europe/Helsinki')::date)
$$;

CREATE OR REPLACE FUNCTION laavu_invited_versions() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(v.id), '{}') FROM villages_surveyversion v
    WHERE v.is_published AND v.survey_id = ANY(laavu_invited_surveys())
$$;

CREATE OR REPLACE FUNCTION laavu_invited_questions() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(q.id), '{}') FROM villages_question q
    WHERE q.version_id = ANY(laavu_invited_versions())
$$;

CREATE OR REPLACE FUNCTION laavu_invited_villages() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(i.village_id), '{}') FROM villages_invitation i
    WHERE i.village_id IS NOT NULL AND NOT i.is_closed AND i.survey_id = ANY(laavu_invited_surveys())
$$;

CREATE OR REPLACE FUNCTION laavu_proved(what text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT nullif(current_setting('laavu.' || what, true), '')
$$;

CREATE OR REPLACE FUNCTION laavu_own_responses() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(r.id), '{}') FROM villages_response r
    WHERE r.submission_hash = laavu_proved('submission') OR r.deletion_hash = laavu_proved('deletion')
$$;

CREATE OR REPLACE FUNCTION laavu_own_answers() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(a.id), '{}') FROM villages_answer a WHERE a.response_id = ANY(laavu_own_responses())
$$;

-- Questionnaires about a person: workers/questionnaires/scope.py. What the secret of a personal link, or the key of a
-- form that is being typed in, opens: this one asking, as long as it waits for an answer.
CREATE OR REPLACE FUNCTION laavu_open_askings() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(a.id), '{}') FROM workers_asking a
    WHERE a.token_digest = laavu_proved('asking') AND a.outcome = 'open'
    AND (a.open_until IS NULL OR a.open_until >= (now() AT TIME ZONE 'Europe/Helsinki')::date)
$$;

CREATE OR REPLACE FUNCTION laavu_asking_municipalities() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(a.municipality_id), '{}') FROM workers_asking a WHERE a.id = ANY(laavu_open_askings())
$$;

-- Who has answered in which phase, and when: for those who ask, who see no answers.
CREATE OR REPLACE FUNCTION laavu_answered() RETURNS TABLE (worker_id bigint, phase text, answered_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT m.worker_id, m.phase::text, max(m.measured_on) FROM workers_measurement m
    WHERE m.municipality_id = ANY((SELECT laavu_city_municipalities('{coordinator,evaluator}'))::bigint[])
    GROUP BY 1, 2
$$;

-- Groups that the acting user leads: as their supervisor, or of the association where a group has none.
CREATE OR REPLACE FUNCTION laavu_supervised_associations() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(DISTINCT m.target_id), '{}') FROM laavu_memberships() m WHERE m.kind = 'supervisor'
$$;

CREATE OR REPLACE FUNCTION laavu_led_groups() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(g.id), '{}') FROM placements_group g
    WHERE g.association_id = ANY((SELECT laavu_supervised_associations())::bigint[])
    AND (g.supervisor_id IS NULL OR g.supervisor_id = laavu_user_id())
$$;

CREATE OR REPLACE FUNCTION laavu_led_sessions() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(s.id), '{}') FROM placements_session s
    WHERE s.association_id = ANY((SELECT laavu_supervised_associations())::bigint[])
    AND (s.group_id IS NULL OR s.group_id = ANY((SELECT laavu_led_groups())::bigint[]))
$$;
