package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cormorant.core.error.ConstraintViolationException;
import dev.cormorant.core.error.ConstraintViolationException.Kind;
import dev.cormorant.core.error.DataException;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.error.SyntaxException;
import dev.cormorant.testing.DatabaseKind;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each kind of constraint violation, with the name of the constraint and without a value of the row. */
public abstract class ConstraintContract extends DatabaseContract {

    private static final String SECRET_VALUE = "not-for-messages";

    /** For subclasses of the driver modules. */
    protected ConstraintContract() {}

    @Override
    void createTables(Connection connection) throws SQLException {
        Jdbc.run(
                connection,
                "create table parent (id bigint primary key)",
                "create table item (id bigint primary key, code varchar(30) not null, amount int not null, parent bigint, "
                        + "constraint item_code unique (code), "
                        + "constraint item_amount check (amount >= 0), "
                        + "constraint item_parent foreign key (parent) references parent (id))",
                "insert into parent values (1)");
    }

    @BeforeEach
    final void oneRow() throws SQLException {
        run("delete from item", "insert into item values (1, '" + SECRET_VALUE + "', 5, 1)");
    }

    private OrmException refused(String sql) throws SQLException {
        OrmException refusal = meaning(catchThrowable(() -> run(sql)));
        assertUsable();
        return refusal;
    }

    private ConstraintViolationException violation(String sql) throws SQLException {
        OrmException refusal = refused(sql);
        assertThat(refusal).isInstanceOf(ConstraintViolationException.class);
        assertThat(refusal.getCause()).isInstanceOf(SQLException.class);
        assertThat(refusal.isRetryable()).isFalse();
        return (ConstraintViolationException) refusal;
    }

    @Test
    void namesAUniqueConstraint() throws SQLException {
        ConstraintViolationException violation = violation("insert into item values (2, '" + SECRET_VALUE + "', 5, 1)");
        assertThat(violation.kind()).isEqualTo(Kind.UNIQUE);
        assertThat(violation.constraint())
                .contains(testDatabase().kind() == DatabaseKind.SQLITE ? "item.code" : "item_code");
    }

    @Test
    void namesAPrimaryKey() throws SQLException {
        ConstraintViolationException violation = violation("insert into item values (1, 'other', 5, 1)");
        assertThat(violation.kind()).isEqualTo(Kind.UNIQUE);
        assertThat(violation.constraint())
                .contains(
                        switch (testDatabase().kind()) {
                            case SQLITE -> "item.id";
                            case POSTGRES -> "item_pkey";
                            case MYSQL, MARIADB -> "PRIMARY";
                        });
    }

    @Test
    void namesAForeignKeyFromTheSideOfTheChild() throws SQLException {
        assertForeignKey(violation("insert into item values (2, 'other', 5, 99)"));
    }

    @Test
    void namesAForeignKeyFromTheSideOfTheParent() throws SQLException {
        assertForeignKey(violation("delete from parent where id = 1"));
    }

    private void assertForeignKey(ConstraintViolationException violation) {
        assertThat(violation.kind()).isEqualTo(Kind.FOREIGN_KEY);
        if (testDatabase().kind() == DatabaseKind.SQLITE) {
            assertThat(violation.constraint()).as("SQLite reports no name").isEmpty();
        } else {
            assertThat(violation.constraint()).contains("item_parent");
        }
    }

    @Test
    void namesAColumnThatMayNotBeNull() throws SQLException {
        ConstraintViolationException violation = violation("insert into item values (2, null, 5, 1)");
        assertThat(violation.kind()).isEqualTo(Kind.NOT_NULL);
        assertThat(violation.constraint()).hasValueSatisfying(name -> assertThat(name)
                .isEqualTo(dialect().isMysqlFamily() ? "code" : "item.code"));
    }

    @Test
    void namesACheckConstraint() throws SQLException {
        String sql = "insert into item values (2, 'other', -1, 1)";
        if (!checksAreEnforced()) {
            run(sql);
            assertThat(outside("select amount from item where id = 2"))
                    .as("MySQL before 8.0.16 parses CHECK and ignores it")
                    .isEqualTo(-1);
            return;
        }
        ConstraintViolationException violation = violation(sql);
        assertThat(violation.kind()).isEqualTo(Kind.CHECK);
        assertThat(violation.constraint()).contains("item_amount");
    }

    private boolean checksAreEnforced() {
        if (testDatabase().kind() != DatabaseKind.MYSQL) {
            return true;
        }
        String[] version = database().server().version().split("[.-]", 4);
        return Integer.parseInt(version[1]) > 0 || Integer.parseInt(version[2]) >= 16;
    }

    @Test
    void tellsAValueThatDoesNotFitFromAConstraint() throws SQLException {
        String sql = "insert into item values (2, '" + "x".repeat(31) + "', 5, 1)";
        if (testDatabase().kind() == DatabaseKind.SQLITE) {
            run(sql);
            assertThat(outside("select length(code) from item where id = 2"))
                    .as("SQLite knows no length of a text")
                    .isEqualTo(31);
            return;
        }
        assertThat(refused(sql)).isInstanceOf(DataException.class);
    }

    @Test
    void tellsAMistakeInTheSqlFromAConstraint() throws SQLException {
        assertThat(refused("insert into item value values (2)")).isInstanceOf(SyntaxException.class);
        assertThat(refused("insert into nowhere values (2)")).isInstanceOf(SyntaxException.class);
        assertThat(refused("insert into item (nothing) values (2)")).isInstanceOf(SyntaxException.class);
    }
}
