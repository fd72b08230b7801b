package dev.cormorant.migrations.internal.catalog;

import dev.cormorant.migrations.internal.catalog.CatalogReader.Product;
import dev.cormorant.migrations.schema.ObjectKind;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The catalog of MySQL and MariaDB: the database of the connection. Who defined an object is left out, since that is whoever
 * ran the script; counters of AUTO_INCREMENT are data.
 */
final class MysqlCatalog {

    /** The MySQL that began to keep checks instead of ignoring them. */
    private static final int CHECKED = 80016;

    /** The MySQL that began to index expressions. */
    private static final int EXPRESSIONS = 80013;

    private static final String TABLES =
            """
            select 'table' as kind, t.table_name as name, t.table_name as owner, t.engine as `engine`,
             t.table_collation as `collation`, nullif(t.table_comment, '') as `comment`,
             nullif(t.create_options, '') as `options`, c.column_name as `columns[]`
            from information_schema.tables t join information_schema.columns c
             on c.table_schema = t.table_schema and c.table_name = t.table_name
            where t.table_schema = database() and t.table_type not in ('VIEW', 'SYSTEM VIEW', 'SEQUENCE')
            order by t.table_name, c.ordinal_position""";

    private static final String COLUMNS =
            """
            select 'column' as kind, concat(c.table_name, '.', c.column_name) as name, c.table_name as owner,
             c.column_type as `type`, lower(c.is_nullable) as `nullable`, c.column_default as `default`,
             nullif(c.extra, '') as `extra`, nullif(c.generation_expression, '') as `generated`,
             c.collation_name as `collation`, nullif(c.column_comment, '') as `comment`
            from information_schema.columns c join information_schema.tables t
             on c.table_schema = t.table_schema and c.table_name = t.table_name
            where c.table_schema = database() and t.table_type not in ('VIEW', 'SYSTEM VIEW', 'SEQUENCE')""";

    private static final String PARTITIONS =
            """
            select 'partition' as kind, concat(p.table_name, '.', p.partition_name,
              coalesce(concat('.', p.subpartition_name), '')) as name, p.table_name as owner,
             p.partition_method as `method`, p.partition_expression as `expression`,
             p.partition_description as `values`, p.subpartition_method as `submethod`,
             p.subpartition_expression as `subexpression`
            from information_schema.partitions p
            where p.table_schema = database() and p.partition_name is not null""";

    /** Takes the expression of a part, and whether the optimizer sees the index. */
    private static final String INDEXES =
            """
            select case when s.index_name = 'PRIMARY' then 'primary key' when s.non_unique = 0 then 'unique'
              else 'index' end as kind,
             concat(s.table_name, '.', s.index_name) as name, s.table_name as owner,
             case s.index_type when 'BTREE' then null else lower(s.index_type) end as `form`,
             nullif(s.index_comment, '') as `comment`, %2$s,
             concat(%1$s, coalesce(concat('(', s.sub_part, ')'), ''), case s.collation when 'D' then ' desc' else '' end)
               as `columns[]`
            from information_schema.statistics s where s.table_schema = database()
            order by s.table_name, s.index_name, s.seq_in_index""";

    private static final String FOREIGN_KEYS =
            """
            select 'foreign key' as kind, concat(k.table_name, '.', k.constraint_name) as name, k.table_name as owner,
             r.referenced_table_name as `table`, r.update_rule as `on update`, r.delete_rule as `on delete`,
             k.column_name as `columns[]`, k.referenced_column_name as `referenced[]`
            from information_schema.key_column_usage k join information_schema.referential_constraints r
             on r.constraint_schema = k.constraint_schema and r.constraint_name = k.constraint_name
              and r.table_name = k.table_name
            where k.table_schema = database() and k.referenced_column_name is not null
            order by k.table_name, k.constraint_name, k.ordinal_position""";

    private static final String MYSQL_CHECKS =
            """
            select 'check' as kind, concat(t.table_name, '.', t.constraint_name) as name, t.table_name as owner,
             c.check_clause as `definition`, case t.enforced when 'NO' then 'no' end as `enforced`
            from information_schema.table_constraints t join information_schema.check_constraints c
             on c.constraint_schema = t.constraint_schema and c.constraint_name = t.constraint_name
            where t.table_schema = database() and t.constraint_type = 'CHECK'""";

    private static final String MARIADB_CHECKS =
            """
            select 'check' as kind, concat(c.table_name, '.', c.constraint_name) as name, c.table_name as owner,
             c.check_clause as `definition`
            from information_schema.check_constraints c where c.constraint_schema = database()""";

    private static final String VIEWS =
            """
            select 'view' as kind, v.table_name as name, v.table_name as owner, nullif(v.view_definition, '') as `definition`,
             case v.check_option when 'NONE' then null else lower(v.check_option) end as `check option`,
             case v.security_type when 'DEFINER' then null else lower(v.security_type) end as `security`
            from information_schema.views v where v.table_schema = database()""";

    private static final String ROUTINES =
            """
            select lower(r.routine_type) as kind, r.routine_name as name, null as owner,
             nullif(r.dtd_identifier, '') as `returns`, r.routine_definition as `definition`,
             lower(r.is_deterministic) as `deterministic`, lower(r.sql_data_access) as `data access`,
             lower(r.security_type) as `security`, nullif(r.routine_comment, '') as `comment`,
             concat_ws(' ', lower(p.parameter_mode), p.parameter_name, p.dtd_identifier) as `parameters[]`
            from information_schema.routines r left join information_schema.parameters p
             on p.specific_schema = r.routine_schema and p.specific_name = r.specific_name
              and p.routine_type = r.routine_type and p.ordinal_position > 0
            where r.routine_schema = database() and r.routine_type in ('FUNCTION', 'PROCEDURE')
            order by r.routine_type, r.routine_name, p.ordinal_position""";

    private static final String TRIGGERS =
            """
            select 'trigger' as kind, concat(t.event_object_table, '.', t.trigger_name) as name,
             t.event_object_table as owner, lower(concat(t.action_timing, ' ', t.event_manipulation)) as `when`,
             t.action_order as `order`, t.action_statement as `definition`
            from information_schema.triggers t where t.trigger_schema = database()""";

    private static final String EVENTS =
            """
            select 'event' as kind, e.event_name as name, null as owner, e.event_definition as `definition`,
             concat_ws(' ', e.interval_value, e.interval_field) as `every`, lower(e.status) as `status`,
             lower(e.on_completion) as `on completion`
            from information_schema.events e where e.event_schema = database()""";

    private static final String SEQUENCE_NAMES =
            """
            select 'sequence' as kind, t.table_name as name, t.table_name as owner
            from information_schema.tables t where t.table_schema = database() and t.table_type = 'SEQUENCE'""";

    private static final String ONE_SEQUENCE =
            """
            select 'sequence' as kind, %1$s as name, null as owner, minimum_value as `lowest`, maximum_value as `highest`,
             start_value as `start`, increment as `increment`, cache_size as `cache`, cycle_option as `cycle` from %2$s""";

    private MysqlCatalog() {}

    static void read(CatalogRows rows, Product product) throws SQLException {
        // Both products write the database into the text of a view.
        String qualifier = quoted(product.name()) + ".";
        rows.query(TABLES);
        rows.query(COLUMNS);
        rows.query(PARTITIONS);
        rows.query(indexes(product));
        rows.query(FOREIGN_KEYS);
        if (product.mariadb()) {
            rows.query(MARIADB_CHECKS);
        } else if (product.version() >= CHECKED) {
            rows.query(MYSQL_CHECKS);
        }
        rows.query(VIEWS, text -> text.replace(qualifier, ""));
        rows.query(ROUTINES);
        rows.query(TRIGGERS);
        rows.query(EVENTS);
        if (product.mariadb()) {
            rows.query(SEQUENCE_NAMES);
            sequences(rows);
        }
    }

    private static String indexes(Product product) {
        boolean modern = !product.mariadb() && product.version() >= EXPRESSIONS;
        return INDEXES.formatted(
                modern ? "coalesce(s.column_name, concat('(', s.expression, ')'))" : "s.column_name",
                modern ? "case s.is_visible when 'NO' then 'no' end as `visible`" : "null as `visible`");
    }

    /** MariaDB keeps what a sequence is in the sequence itself: one query for all of them. */
    private static void sequences(CatalogRows rows) throws SQLException {
        List<String> names = rows.objects().stream()
                .filter(object -> object.kind() == ObjectKind.SEQUENCE)
                .map(object -> object.name())
                .toList();
        if (!names.isEmpty()) {
            rows.query(names.stream()
                    .map(name -> ONE_SEQUENCE.formatted(
                            "'" + name.replace("\\", "\\\\").replace("'", "''") + "'", quoted(name)))
                    .collect(Collectors.joining(" union all ")));
        }
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
