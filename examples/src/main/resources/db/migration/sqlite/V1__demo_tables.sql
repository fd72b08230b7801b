create table demo_country (
    code text primary key,
    name text not null,
    native_name text not null,
    continent text not null,
    capital text
) strict;

create table demo_country_language (
    country_code text not null references demo_country (code),
    language text not null,
    primary key (country_code, language)
) strict;

create table demo_city (
    id integer primary key,
    name text not null,
    country_code text not null references demo_country (code),
    admin1_code text not null,
    feature_code text not null,
    population integer not null,
    latitude real not null,
    longitude real not null
) strict;
