create table city (
  id integer primary key,
  name text not null default 'x' collate nocase,
  pop int,
  twice int generated always as (pop * 2) stored,
  constraint name_unique unique (name),
  constraint pop_positive check (pop > 0)
);
create table if not exists shelf (
  id integer not null, -- by hand
  city int,
  label text,
  constraint shelf_key primary key (id),
  constraint shelf_city foreign key (city) references city (id) on delete set null
) strict;
create index shelf_label on shelf (label) where label <> '';
create virtual table page using fts5(body);
create view labels as select label from shelf;
create trigger shelf_changed after update of label on shelf
begin
  update shelf set label = trim(new.label) where id = new.id;
end;
