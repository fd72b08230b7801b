insert into fine (id) values (1);
insert into nowhere (id) values (1);
