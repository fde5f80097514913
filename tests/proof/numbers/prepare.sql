-- The files of generate.py as the definitions (docs/definitions.md) read it: one row an event, with its person.
-- Nothing here knows how the product stores or computes anything.
SET TimeZone = 'UTC';

CREATE TABLE row AS
SELECT * REPLACE ("timestamp"::TIMESTAMPTZ AS "timestamp"), parse_filename(filename, true) AS site
FROM read_csv(getvariable('files'), filename = true, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', nullstr = '\N');

-- The first user that a visitor was seen with, by the time of the event.
CREATE TABLE link AS
SELECT anonymous_id, arg_min(user_id, "timestamp") AS user_id
FROM row WHERE anonymous_id <> '' AND user_id <> '' GROUP BY anonymous_id;

CREATE MACRO decoded(part) AS url_decode(replace(part, '+', ' '));
CREATE MACRO utm(url, name) AS decoded(regexp_extract(url, '[?&]utm_' || name || '=([^&#]*)', 1));
CREATE MACRO host_of(url) AS regexp_extract(url, '^https?://([^/:?#]+)', 1);
CREATE MACRO bare(host) AS regexp_replace(host, '^www\.', '');
CREATE MACRO known(host) AS CASE
  WHEN host IN ('google.com', 'google.de') THEN 'Google'
  WHEN host = 'github.com' THEN 'GitHub'
  WHEN host = 'news.ycombinator.com' THEN 'Hacker News'
  WHEN host = 'duckduckgo.com' THEN 'DuckDuckGo'
  ELSE host
END;

CREATE TABLE event AS
WITH parsed AS (
  SELECT row.*,
    CASE
      WHEN row.user_id <> '' THEN 'user ' || row.user_id
      WHEN link.user_id IS NOT NULL THEN 'user ' || link.user_id
      WHEN row.anonymous_id <> '' THEN 'visitor ' || row.anonymous_id
    END AS person,
    host_of(url) AS host,
    url_decode(regexp_extract(url, '^https?://[^/?#]+([^?#]*)', 1)) AS path,
    utm(url, 'source') AS utm_source, utm(url, 'medium') AS utm_medium, utm(url, 'campaign') AS utm_campaign,
    utm(url, 'content') AS utm_content, utm(url, 'term') AS utm_term,
    -- A page of the site itself is nowhere to come from.
    CASE WHEN bare(host_of(referrer)) IN (site, bare(host_of(url))) THEN '' ELSE regexp_extract(referrer, '^[^?#]*') END AS come_from
  FROM row LEFT JOIN link USING (anonymous_id)
)
SELECT "timestamp" AS t, epoch_ms("timestamp") AS ms, "event" AS name, site,
  -- The user, also on the events of a visitor who became one.
  CASE WHEN person LIKE 'user %' THEN substr(person, 6) ELSE '' END AS user_id, person, host, path,
  utm_source, utm_medium, utm_campaign, utm_content, utm_term, come_from AS referrer,
  CASE WHEN utm_source <> '' THEN utm_source WHEN come_from <> '' THEN known(bare(host_of(come_from))) ELSE 'Direct' END AS source,
  try_cast(value AS DOUBLE) AS value, browser, os, device, country, city, plan, button, note, amount, team, role,
  "event" = 'pageview' OR ("event" NOT IN ('engagement', 'identify') AND interactive <> 'false') AS active
FROM parsed;
DROP TABLE row;

-- What is known of a person: each trait with the moment from which it holds.
CREATE TABLE trait AS
SELECT person AS whose, t AS since, 'team' AS trait_key, team AS trait_value FROM event WHERE person IS NOT NULL AND team <> ''
UNION ALL SELECT person, t, 'role', role FROM event WHERE person IS NOT NULL AND role <> '';
