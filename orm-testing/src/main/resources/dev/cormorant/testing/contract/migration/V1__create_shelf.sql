create table shelf (id bigint primary key, label varchar(50) not null);
insert into shelf (id, label) values (1, 'first; and only'), (2, 'second');
