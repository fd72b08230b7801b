alter table shelf add column colour text not null default 'postgres';
create function twice(n bigint) returns bigint language plpgsql as $$ begin return n * 2; end; $$;
