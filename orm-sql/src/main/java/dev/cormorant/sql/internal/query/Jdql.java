package dev.cormorant.sql.internal.query;

import dev.cormorant.sql.internal.query.Expression.Count;
import dev.cormorant.sql.internal.query.Expression.Literal;
import dev.cormorant.sql.internal.query.Expression.Path;
import dev.cormorant.sql.internal.query.Statement.Assignment;
import dev.cormorant.sql.internal.query.Statement.Delete;
import dev.cormorant.sql.internal.query.Statement.Select;
import dev.cormorant.sql.internal.query.Statement.Update;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the query language of Jakarta Data 1.0, whose grammar is that of its specification, chapter 5. */
public final class Jdql {

    private final Words words;
    private final ExpressionParser expressions;
    private final ConditionParser conditions;

    private Jdql(String text) {
        this.words = new Words(text);
        this.expressions = new ExpressionParser(words);
        this.conditions = new ConditionParser(words, expressions);
    }

    /**
     * Reads a statement.
     *
     * @param text the statement; an empty one selects everything
     * @return the statement
     * @throws QueryException if it is none; the message says where and why
     */
    public static Statement parse(String text) {
        return new Jdql(text).statement();
    }

    /**
     * Whether the parameters of a statement go by number.
     *
     * @param text the statement
     * @return true if it has one of the kind {@code ?1}
     */
    public static boolean isNumbered(String text) {
        return Lexer.tokens(text).stream()
                .anyMatch(token ->
                        token.kind() == Token.Kind.PARAMETER && token.text().startsWith("?"));
    }

    private Statement statement() {
        Statement statement = words.take("update") ? update() : words.take("delete") ? delete() : select();
        if (!words.atEnd()) {
            throw words.expected(statement instanceof Select ? "AND, OR, ORDER BY or the end" : "AND, OR or the end");
        }
        return statement;
    }

    private Select select() {
        Expression selected = words.take("select") ? selected() : null;
        String entity = words.take("from") ? entity() : null;
        Condition where = where();
        return new Select(entity, selected, where, order());
    }

    private @Nullable Expression selected() {
        if (words.peek().is("count") && words.peek(1).is("(")) {
            words.next();
            words.next();
            words.expect("this");
            words.expect(")");
            return new Count();
        }
        Expression selected = words.take("this") ? null : expressions.path();
        if (words.peek().is(",")) {
            throw words.wrong(
                    words.peek(), "a query selects one attribute, COUNT(THIS), or the entity itself (without SELECT)");
        }
        return selected;
    }

    private String entity() {
        return words.expectWord("the name of an entity").text();
    }

    private @Nullable Condition where() {
        return words.take("where") ? conditions.condition() : null;
    }

    private List<Ordering> order() {
        if (!words.take("order")) {
            return List.of();
        }
        words.expect("by");
        List<Ordering> order = new ArrayList<>();
        do {
            Path path = expressions.path();
            boolean descending = words.take("desc");
            if (!descending) {
                words.take("asc");
            }
            order.add(new Ordering(path, !descending, false));
        } while (words.take(","));
        return List.copyOf(order);
    }

    private Update update() {
        String entity = entity();
        words.expect("set");
        List<Assignment> set = new ArrayList<>();
        do {
            Path path = expressions.path();
            words.expect("=");
            set.add(new Assignment(path, words.take("null") ? new Literal(null) : expressions.expression()));
        } while (words.take(","));
        return new Update(entity, List.copyOf(set), where());
    }

    private Delete delete() {
        words.expect("from");
        return new Delete(entity(), where());
    }
}
