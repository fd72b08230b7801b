insert into shelf (id, label) values (3, 'third');
