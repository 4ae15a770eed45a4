-- side-by-side: yes
-- A process of the version before knows no people: their sessions are strangers to it.
--
-- The four tables below are in the form that the sign-in library writes (better-auth; a test
-- compares). That is why their instants are timestamps; they are real time, in UTC, and come in
-- as parameters like all others.

create table person (
  id text primary key,
  name text not null,
  -- In small letters: one address is one person.
  email text not null unique,
  email_verified boolean not null,
  image text,
  role text not null,
  -- From then on nobody gets in as this person; what they did keeps their name.
  deactivated_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

-- How somebody gets in: a password (its hash), or who they are at the provider.
create table person_account (
  id text primary key,
  person_id text not null references person on delete cascade,
  account_id text not null,
  provider_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index person_account_person on person_account (person_id);

create table person_session (
  id text primary key,
  person_id text not null references person on delete cascade,
  -- Opens nothing by itself: the cookie also bears a seal made with a key that is not here.
  token text not null unique,
  expires_at timestamptz not null,
  came_from text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index person_session_person on person_session (person_id);

-- What has to be remembered while somebody is away at the provider.
create table person_verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index person_verification_identifier on person_verification (identifier);

-- Where people may prove who they are; one at most.
create table sign_in_provider (
  provider_id text primary key,
  name text not null,
  issuer text not null,
  client_id text not null,
  sealed_secret text not null,
  -- Whether an address counts that the provider does not say it has checked.
  trusts_unverified boolean not null,
  changed_at bigint not null,
  changed_by text not null
);

-- Null for the link of a first start, which makes its finder the first administrator.
alter table sign_in_link add column person_id text references person on delete cascade;

-- Who it was, where it was a person.
alter table audit add column person_id text;
