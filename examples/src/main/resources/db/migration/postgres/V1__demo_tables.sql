create table demo_country (
    code varchar(2) primary key,
    name varchar(100) not null,
    native_name varchar(100) not null,
    continent varchar(20) not null,
    capital varchar(100)
);

create table demo_country_language (
    country_code varchar(2) not null references demo_country (code),
    language varchar(8) not null,
    primary key (country_code, language)
);

create table demo_city (
    id bigint primary key,
    name varchar(200) not null,
    country_code varchar(2) not null references demo_country (code),
    admin1_code varchar(20) not null,
    feature_code varchar(10) not null,
    population bigint not null,
    latitude double precision not null,
    longitude double precision not null
);
