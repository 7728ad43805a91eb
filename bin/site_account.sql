-- What the account that serves the site may do on PostgreSQL; another one owns the tables.
-- Run once by the owner, who also migrates: psql "$OWNER_URL" -f bin/site_account.sql
-- The account is made before, by whoever runs the server: CREATE ROLE school_site LOGIN PASSWORD '…';
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO school_site;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO school_site;
GRANT SELECT, USAGE ON ALL SEQUENCES IN SCHEMA public TO school_site;
-- And of every table that a later migration makes.
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO school_site;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, USAGE ON SEQUENCES TO school_site;
