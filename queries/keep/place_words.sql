-- Keep the words that a place has chosen for itself.
UPDATE place SET words = $words WHERE code = $place
