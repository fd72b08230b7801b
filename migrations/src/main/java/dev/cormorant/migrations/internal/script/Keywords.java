package dev.cormorant.migrations.internal.script;

import java.util.Set;

/** Words of SQL whose case means nothing anywhere. One that is missing here only makes a change of its case look like a real one. */
final class Keywords {

    private static final Set<String> WORDS = Set.of(
            """
            add after algorithm all alter always analyze and as asc auto_increment autocommit before begin
            between bigint binary bit blob bool boolean both by call cascade case change char character
            character_set charset check cluster collate collation column columns comment commit concurrently
            constraint convert copy create cross current_date current_time current_timestamp current_user cursor
            database databases date datetime day dec decimal declare default definer delayed delete
            delimiter desc deterministic disable distinct do double drop duplicate each else elseif enable end
            engine enum escape exists explain false first float for force foreign from fulltext function
            generated global grant group having hour if ignore in index infile inner innodb inplace insert
            instant int integer interval into invoker is isolation join json key keys last_insert_id
            leading left like limit local lock longblob longtext loop match mediumblob mediumint
            mediumtext minute mod modify month natural next no none not nowait null numeric of off on only
            optimize option or order out outer partition partitions persistent precision primary procedure query
            range read real references regexp release rename repair repeat replace restrict return returns
            revoke right rollback row row_format rows savepoint schema second security select sequence session
            set shared show signal smallint some spatial sql start stored table tables temporary
            text then time timestamp tinyblob tinyint tinytext to trailing transaction trigger true truncate
            undo union unique unlock unsigned update usage use using utc_timestamp utf8 utf8mb4 values
            varbinary varchar varying view virtual when where while with work write xor year zerofill
            abs avg coalesce concat count curdate greatest ifnull least length lower max min now nullif round
            substring sum trim upper uuid"""
                    .split("\\s+"));

    private Keywords() {}

    static boolean contains(String word) {
        return WORDS.contains(word);
    }
}
