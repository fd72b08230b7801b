create index loan_of_member on loan (member_id, returned_at);
