-- The same on every database.
create index demo_city_by_country on demo_city (country_code, population);
create index demo_city_by_feature on demo_city (feature_code, population, id);
