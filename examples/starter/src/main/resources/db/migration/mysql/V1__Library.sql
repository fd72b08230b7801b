create table book (
  id bigint auto_increment primary key,
  title varchar(100) not null,
  author varchar(60) not null,
  copies integer not null check (copies >= 0),
  version integer not null
);

create table member (
  id bigint auto_increment primary key,
  name varchar(60) not null,
  email varchar(80) not null unique,
  joined_at datetime(6) not null
);

create table loan (
  id bigint auto_increment primary key,
  book_id bigint not null,
  member_id bigint not null,
  due date not null,
  returned_at datetime(6),
  foreign key (book_id) references book (id),
  foreign key (member_id) references member (id)
);
