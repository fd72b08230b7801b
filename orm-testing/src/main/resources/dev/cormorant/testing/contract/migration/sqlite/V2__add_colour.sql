alter table shelf add column colour text not null default 'sqlite';
