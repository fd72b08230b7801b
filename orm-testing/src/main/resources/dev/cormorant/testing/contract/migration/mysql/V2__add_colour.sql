alter table shelf add column colour varchar(20) not null default 'mysql';
