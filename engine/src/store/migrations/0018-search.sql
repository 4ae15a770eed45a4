-- side-by-side: yes
-- The words that orders are found by. A program of the version before writes none: the orders that
-- it makes have no fingerprint, and are given their words by the next program that sees them.

create table search_word (
  order_id text not null references dossier,
  field text not null,
  -- In small letters and digits only; of a telephone the end, last digit first.
  word text not null,
  -- When the order was first heard of: the newest are shown first.
  heard_at bigint not null
);
-- Prefixes compare bytes, whatever the language of the database.
create index search_word_found on search_word (field, word text_pattern_ops, heard_at desc);
create index search_word_order on search_word (order_id);

-- Fingerprint of the words that stand for the order; null: none were written yet.
alter table dossier add column words_fingerprint text;
create index dossier_wordless on dossier (order_id) where words_fingerprint is null;
