create table fine (id bigint primary key);
