create table city (
  id bigint primary key,
  name varchar(50) not null default 'x',
  pop int,
  twice bigint generated always as (pop * 2) stored,
  constraint name_unique unique (name),
  constraint pop_positive check (pop > 0)
) comment 'cities';
create table shelf (
  id bigint auto_increment primary key,
  city bigint,
  label varchar(50) comment 'what is written on it',
  key shelf_label (label(10)),
  constraint shelf_city foreign key (city) references city (id) on delete set null
);
create table log (id bigint not null, year int not null)
  partition by range (year) (partition old values less than (2000), partition recent values less than maxvalue);
create view labels as select label from shelf;
create function twice(n bigint) returns bigint deterministic return 2 * n;
create procedure nothing(in n int, out m int) set m = n;
create trigger shelf_changed before update on shelf for each row set new.label = trim(new.label);
create event tidy on schedule every 1 day do delete from shelf where id < 0;
