package dev.cormorant.migrations.internal.catalog;

import java.sql.SQLException;
import java.util.List;

/**
 * The catalog of PostgreSQL, from version 12 on: every schema of the database that is not the server's own, without what belongs
 * to an extension.
 */
final class PostgresCatalog {

    /** What {@code {in}} stands for, before a name: nothing for the schema of the connection, else the schema and a dot. */
    private static final String PREFIX =
            "case when n.nspname is not distinct from current_schema() then '' else n.nspname || '.' end ||";

    /** What {@code {ours of catalog oid}} stands for. */
    private static final String OURS =
            """
            n.nspname <> 'information_schema' and n.nspname !~ '^pg_' and not exists (select from pg_depend d
             where d.classid = '$1'::regclass and d.objid = $2 and d.deptype = 'e')""";

    private static final String SCHEMAS =
            """
            select 'schema', n.nspname, null from pg_namespace n where {ours of pg_namespace n.oid}""";

    private static final String EXTENSIONS =
            "select 'extension', e.extname, null, e.extversion as version from" + " pg_extension e";

    private static final String RELATIONS =
            """
            select case c.relkind when 'v' then 'view' when 'm' then 'materialized view' else 'table' end,{in}c.relname, c.relname,
             case c.relpersistence when 'u' then 'unlogged' end as persistence,
             case c.relkind when 'f' then 'yes' end as "foreign",
             case c.relkind when 'p' then pg_get_partkeydef(c.oid) end as "partitioned by",
             case when c.relispartition then pg_get_expr(c.relpartbound, c.oid) end as "partition",
             (select string_agg(p.inhparent::regclass::text, ', ' order by p.inhseqno) from pg_inherits p
               where p.inhrelid = c.oid) as "child of",
             case when c.relrowsecurity then 'yes' end as "row security",
             case when c.relforcerowsecurity then 'yes' end as "row security for the owner",
             array_to_string(c.reloptions, ', ') as options,
             (select string_agg(a.attname, ', ' order by a.attnum) from pg_attribute a
               where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
             case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid) end as definition,
             obj_description(c.oid, 'pg_class') as comment
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'f', 'v', 'm') and {ours of pg_class c.oid}""";

    private static final String COLUMNS =
            """
            select 'column',{in}c.relname || '.' || a.attname, c.relname,
             format_type(a.atttypid, a.atttypmod) as type,
             case when a.attnotnull then 'no' else 'yes' end as nullable,
             case when a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid) end as "default",
             case when a.attgenerated <> '' then pg_get_expr(d.adbin, d.adrelid) end as "generated",
             case a.attidentity when 'a' then 'always' when 'd' then 'by default' end as "identity",
             case when a.attcollation <> t.typcollation then (select l.collname from pg_collation l
               where l.oid = a.attcollation) end as collation,
             col_description(c.oid, a.attnum) as comment
            from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
             join pg_type t on t.oid = a.atttypid
             left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where c.relkind in ('r', 'p', 'f') and a.attnum > 0 and not a.attisdropped and {ours of pg_class c.oid}""";

    private static final String CONSTRAINTS =
            """
            select case k.contype when 'p' then 'primary key' when 'u' then 'unique' when 'f' then 'foreign key'
               when 'c' then 'check' else 'exclusion' end,{in}c.relname || '.' || k.conname, c.relname, pg_get_constraintdef(k.oid) as definition
            from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
            where k.contype in ('p', 'u', 'f', 'c', 'x') and {ours of pg_class c.oid}""";

    private static final String INDEXES =
            """
            select 'index',{in}c.relname || '.' || x.relname, c.relname, pg_get_indexdef(x.oid) as definition,
             case when not i.indisvalid then 'no' end as valid
            from pg_index i join pg_class c on c.oid = i.indrelid join pg_class x on x.oid = i.indexrelid
             join pg_namespace n on n.oid = c.relnamespace
            where not exists (select from pg_constraint k where k.conindid = x.oid and k.contype in ('p', 'u', 'x'))
             and {ours of pg_class c.oid}""";

    private static final String SEQUENCES =
            """
            select 'sequence',{in}c.relname, o.relname, format_type(s.seqtypid, null) as type, s.seqstart as start, s.seqincrement as increment,
             s.seqmin as lowest, s.seqmax as highest, s.seqcache as cache, case when s.seqcycle then 'yes' end as cycle,
             o.relname || '.' || a.attname as "owned by"
            from pg_sequence s join pg_class c on c.oid = s.seqrelid join pg_namespace n on n.oid = c.relnamespace
             left join pg_depend w on w.classid = 'pg_class'::regclass and w.objid = c.oid and w.objsubid = 0
               and w.refclassid = 'pg_class'::regclass and w.deptype in ('a', 'i')
             left join pg_class o on o.oid = w.refobjid
             left join pg_attribute a on a.attrelid = w.refobjid and a.attnum = w.refobjsubid
            where {ours of pg_class c.oid}""";

    private static final String ROUTINES =
            """
            select case p.prokind when 'p' then 'procedure' else 'function' end,{in}p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')', null,
             case when p.prokind = 'a' then 'aggregate' else pg_get_functiondef(p.oid) end as definition
            from pg_proc p join pg_namespace n on n.oid = p.pronamespace where {ours of pg_proc p.oid}""";

    private static final String TRIGGERS =
            """
            select 'trigger',{in}c.relname || '.' || t.tgname, c.relname, pg_get_triggerdef(t.oid) as definition,
             case t.tgenabled when 'O' then null when 'D' then 'no' else t.tgenabled::text end as enabled
            from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
            where not t.tgisinternal and {ours of pg_class c.oid}""";

    private static final String RULES =
            """
            select 'rule',{in}c.relname || '.' || r.rulename, c.relname, pg_get_ruledef(r.oid) as definition
            from pg_rewrite r join pg_class c on c.oid = r.ev_class join pg_namespace n on n.oid = c.relnamespace
            where r.rulename <> '_RETURN' and {ours of pg_class c.oid}""";

    private static final String POLICIES =
            """
            select 'policy',{in}p.tablename || '.' || p.policyname, p.tablename, p.permissive as kind, p.roles::text as roles, p.cmd as command,
             p.qual as "using", p.with_check as "with check"
            from pg_policies p join pg_namespace n on n.nspname = p.schemaname""";

    private static final String STATISTICS =
            """
            select 'statistics',{in}s.stxname, c.relname, pg_get_statisticsobjdef(s.oid) as definition
            from pg_statistic_ext s join pg_class c on c.oid = s.stxrelid join pg_namespace n on n.oid = s.stxnamespace
            where {ours of pg_class c.oid}""";

    private static final String TYPES =
            """
            select 'type',{in}t.typname, null,
             case t.typtype when 'e' then 'enum' when 'd' then 'domain' when 'r' then 'range' else 'composite' end as form,
             (select string_agg(e.enumlabel, ', ' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid)
               as labels,
             case t.typtype when 'd' then format_type(t.typbasetype, t.typtypmod) end as type,
             case t.typtype when 'd' then case when t.typnotnull then 'no' else 'yes' end end as nullable,
             case t.typtype when 'd' then t.typdefault end as "default",
             (select string_agg(k.conname || ' ' || pg_get_constraintdef(k.oid), ', ' order by k.conname)
               from pg_constraint k where k.contypid = t.oid and k.contype = 'c') as checks,
             (select format_type(r.rngsubtype, null) from pg_range r where r.rngtypid = t.oid) as "range of",
             (select string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod), ', ' order by a.attnum)
               from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as attributes
            from pg_type t join pg_namespace n on n.oid = t.typnamespace left join pg_class c on c.oid = t.typrelid
            where (t.typtype in ('e', 'd', 'r') or c.relkind = 'c') and {ours of pg_type t.oid}""";

    private static final List<String> QUERIES = List.of(
            SCHEMAS,
            EXTENSIONS,
            TYPES,
            SEQUENCES,
            RELATIONS,
            COLUMNS,
            CONSTRAINTS,
            INDEXES,
            STATISTICS,
            ROUTINES,
            TRIGGERS,
            RULES,
            POLICIES);

    private PostgresCatalog() {}

    static void read(CatalogRows rows) throws SQLException {
        for (String query : QUERIES) {
            rows.query(query.replace("{in}", PREFIX).replaceAll("\\{ours of (\\w+) ([\\w.]+)\\}", OURS));
        }
    }
}
