create type mood as enum ('sad', 'ok');
create domain positive as integer check (value > 0);
create type pair as (one integer, two text);
create sequence counter start 5;
create schema other;
create table other.note (id bigint primary key);
create table city (
  id bigint primary key,
  name varchar(50) not null default 'x',
  kind mood,
  pop positive,
  twice int generated always as (pop * 2) stored,
  constraint name_unique unique (name),
  constraint id_positive check (id > 0)
);
create table shelf (
  id bigint generated always as identity primary key,
  city bigint constraint shelf_city references city (id),
  label text collate "C",
  span int4range,
  constraint no_overlap exclude using gist (span with &&)
);
comment on column shelf.label is 'what is written on it';
create index shelf_label on shelf (label) where label <> '';
create table log (id bigint not null, year int not null) partition by range (year);
create table log_old partition of log for values from (0) to (2000);
create view labels as select label from shelf;
create materialized view cities as select count(*) as n from city;
create function twice(n bigint) returns bigint language sql immutable as 'select 2 * n';
create aggregate total(bigint) (sfunc = int8_sum, stype = numeric);
create procedure nothing() language sql as 'select 1';
create function on_change() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger shelf_changed before update on shelf for each row execute function on_change();
create rule city_kept as on delete to city do instead nothing;
create policy seen on shelf using (true);
create statistics shelf_stats on id, city from shelf;
