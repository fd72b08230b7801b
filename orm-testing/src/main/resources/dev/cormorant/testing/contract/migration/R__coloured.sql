drop view if exists coloured;
create view coloured as select id, colour from shelf;
