-- What did people make of what they saw, on one page or on any, as far as they agreed to be read?
-- Each with what people met for on that day, where they met.
SELECT CAST(said.id AS VARCHAR) AS id, said.page, said.lens, said.question, said.observed_on,
    said.noticed, said.so_what, said.now_what, said.could_be_wrong, said.seen_otherwise, met.purpose
FROM reflection_now AS said
LEFT JOIN (
    SELECT place, held_on, string_agg(purpose, ' · ' ORDER BY purpose) AS purpose
    FROM gathering
    GROUP BY ALL
) AS met ON met.place = said.place AND met.held_on = said.observed_on
WHERE said.place = $place AND ($page = '' OR said.page = $page) AND said.consent >= $consent
ORDER BY said.observed_on DESC, said.recorded_at DESC, said.id
