-- side-by-side: no
-- An order is found by the digits of its number as well. The loop gives words anew to those that
-- have none; until it is through, a search says that it is not complete.

update dossier set words_fingerprint = null
 where order_number ~ '^[^0-9]+[0-9]{4,}$';
