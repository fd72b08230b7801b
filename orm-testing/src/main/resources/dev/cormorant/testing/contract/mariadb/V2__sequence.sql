create sequence counter start with 5;
