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

CREATE OR REPLACE FUNCTION laavu_proved(what text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT nullif(current_setting('laavu.' || what, true), '')
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

CREATE OR REPLACE FUNCTION laavu_own_responses() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(r.id), '{}') FROM villages_response r
    WHERE r.submission_hash = laavu_proved('submission') OR r.deletion_hash = laavu_proved('deletion')
$$;

CREATE OR REPLACE FUNCTION laavu_own_answers() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(a.id), '{}') FROM villages_answer a WHERE a.response_id = ANY(laavu_own_responses())
$$;

-- A person answers a proposal by a personal link: the hash of its code opens that one proposal until the link's last
-- day, or until it is taken back. placements/proposals/scope.py.
CREATE OR REPLACE FUNCTION laavu_proposed() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(l.proposal_id), '{}') FROM placements_proposallink l
    WHERE l.digest = laavu_proved('proposal') AND l.revoked_at IS NULL
    AND l.last_day >= (now() AT TIME ZONE 'Europe/Helsinki')::date
$$;

-- A person takes the consent back: why they said no to proposals, and their words, go; that they said no stays. No
-- user changes a step, so coordinators do this through here.
CREATE OR REPLACE FUNCTION laavu_forget_refusals(person bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    UPDATE placements_proposalstep s SET reason = 'no_reason', words = '' FROM placements_proposal p
    WHERE p.id = s.proposal_id AND p.worker_id = person AND s.side = 'person' AND s.kind = 'no'
    AND s.municipality_id = ANY((SELECT laavu_city_municipalities('{coordinator}'))::bigint[])
$$;

-- A village's public page, by its address and without an account: villages/publicity/reading.py. No policy opens for it:
-- these give the columns that stand on the page and nothing else. A page that is switched off is there for those alone
-- who may switch it on; with an association that has left the model its page is gone.
CREATE OR REPLACE FUNCTION laavu_public_page(asked text)
RETURNS TABLE (association_id bigint, municipality_id bigint, village_id bigint, association text, village text,
               is_shown boolean, intro_fi text, intro_sv text, intro_en text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT a.id, a.municipality_id, v.id, a.name::text, v.name::text, p.is_shown, p.intro_fi, p.intro_sv, p.intro_en
    FROM villages_publicpage p
    JOIN villages_association a ON a.id = p.association_id LEFT JOIN villages_village v ON v.id = a.village_id
    WHERE p.slug = asked
    AND (a.ended_on IS NULL OR a.ended_on > (now() AT TIME ZONE 'Europe/Helsinki')::date)
    AND (p.is_shown OR a.id = ANY((SELECT laavu_member_treasuries())::bigint[])
         OR a.municipality_id = ANY((SELECT laavu_city_municipalities('{coordinator}'))::bigint[]))
$$;

-- Work that somebody of the association has read and put onto the page, with the days of its steps.
-- Dropped first: an older one gave other columns, and those of a function cannot be replaced.
DROP FUNCTION IF EXISTS laavu_public_works(text);
CREATE OR REPLACE FUNCTION laavu_public_works(asked text)
RETURNS TABLE (public_id uuid, work text, kind text, found_on date, chosen_on date, planned_on date, started_on date,
               done_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT w.public_id, w.text::text, w.kind::text, w.found_on, w.chosen_on, w.planned_on, w.started_on, w.done_on
    FROM laavu_public_page(asked) p JOIN villages_publicwork b ON b.association_id = p.association_id
    JOIN villages_unfinishedwork w ON w.id = b.work_id AND w.village_id = p.village_id AND w.dropped_on IS NULL
        AND w.merged_into_id IS NULL AND w.split_at IS NULL
    ORDER BY coalesce(w.done_on, w.started_on, w.planned_on, w.chosen_on, w.found_on) DESC, w.id DESC
$$;

-- Pictures that somebody of the association has looked at and put onto the page: of work that stands there, or of the
-- village's house. Their bytes, still sealed, by the picture.
CREATE OR REPLACE FUNCTION laavu_public_photos(asked text)
RETURNS TABLE (public_id uuid, work uuid, phase text, caption text, width integer, height integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT f.public_id, w.public_id, f.phase::text, f.caption::text, f.width, f.height
    FROM laavu_public_page(asked) p JOIN villages_publicphoto b ON b.association_id = p.association_id
    JOIN villages_workphoto f ON f.id = b.photo_id AND f.village_id = p.village_id
    LEFT JOIN villages_unfinishedwork w ON w.id = f.work_id
    WHERE f.work_id IS NULL OR w.public_id IN (SELECT s.public_id FROM laavu_public_works(asked) s)
    ORDER BY f.phase DESC, f.id
$$;

CREATE OR REPLACE FUNCTION laavu_public_photo(asked text, picture uuid) RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT f.content FROM villages_workphoto f JOIN laavu_public_photos(asked) s ON s.public_id = f.public_id
    WHERE f.public_id = picture
$$;

-- Surveys that were opened to the village. A count of answers below the municipality's limit is null.
CREATE OR REPLACE FUNCTION laavu_public_surveys(asked text)
RETURNS TABLE (title_fi text, title_sv text, title_en text, opens_on date, closes_on date, answers bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT s.title_fi::text, s.title_sv::text, s.title_en::text, s.opens_on,
        coalesce((s.closed_at AT TIME ZONE 'Europe/Helsinki')::date, s.closes_on),
        CASE WHEN r.n = 0 OR r.n >= m.count_limit THEN r.n END
    FROM laavu_public_page(asked) p JOIN accounts_municipality m ON m.id = p.municipality_id
    JOIN villages_invitation i ON i.village_id = p.village_id
    JOIN villages_survey s ON s.id = i.survey_id AND s.opened_at IS NOT NULL
    CROSS JOIN LATERAL (SELECT count(*) AS n FROM villages_response a
        WHERE a.survey_id = s.id AND a.village_id = p.village_id) r
    WHERE NOT i.is_closed OR r.n > 0
    ORDER BY s.opens_on DESC, s.id DESC
$$;

CREATE OR REPLACE FUNCTION laavu_public_services(asked text)
RETURNS TABLE (kind text, origin text, from_on date, ended_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT s.kind::text, s.origin::text, s.from_on, s.ended_on
    FROM laavu_public_page(asked) p JOIN villages_villageservice s ON s.village_id = p.village_id
    ORDER BY s.from_on DESC, s.id DESC
$$;

-- Who has a link's secret reads the published reports behind it: its one report in all versions, or all of its programme.
-- laavu.share and laavu.api_key hold the hash of the secret: evaluation/sharing/proof.py.
CREATE OR REPLACE FUNCTION laavu_shared_links() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(l.id), '{}') FROM evaluation_sharelink l
    WHERE l.digest = laavu_proved('share') AND l.revoked_at IS NULL
    AND l.expires_on >= (now() AT TIME ZONE 'Europe/Helsinki')::date
$$;

CREATE OR REPLACE FUNCTION laavu_shared_reports() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(r.id), '{}')
    FROM evaluation_sharelink l
    LEFT JOIN evaluation_report given ON given.id = l.report_id
    JOIN evaluation_report r ON r.municipality_id = l.municipality_id
        AND (r.programme_id = l.programme_id OR r.number = given.number)
    WHERE l.id = ANY(laavu_shared_links())
$$;

-- A program's key opens the published reports of its municipality.
CREATE OR REPLACE FUNCTION laavu_api_tokens() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(t.id), '{}') FROM evaluation_apitoken t
    WHERE t.digest = laavu_proved('api_key') AND t.revoked_at IS NULL
    AND t.expires_on >= (now() AT TIME ZONE 'Europe/Helsinki')::date
$$;

CREATE OR REPLACE FUNCTION laavu_api_municipalities() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(t.municipality_id), '{}') FROM evaluation_apitoken t
    WHERE t.id = ANY(laavu_api_tokens())
$$;
