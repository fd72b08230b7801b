-- The character set is named: a MariaDB server may default to latin1, and city names are not.
create table demo_country (
    code varchar(2) not null,
    name varchar(100) not null,
    native_name varchar(100) not null,
    continent varchar(20) not null,
    capital varchar(100),
    primary key (code)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_bin;

create table demo_country_language (
    country_code varchar(2) not null,
    language varchar(8) not null,
    primary key (country_code, language),
    foreign key (country_code) references demo_country (code)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_bin;

create table demo_city (
    id bigint not null,
    name varchar(200) not null,
    country_code varchar(2) not null,
    admin1_code varchar(20) not null,
    feature_code varchar(10) not null,
    population bigint not null,
    latitude double not null,
    longitude double not null,
    primary key (id),
    foreign key (country_code) references demo_country (code)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_bin;
