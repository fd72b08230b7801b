package dev.cormorant.sql.internal.query;

import dev.cormorant.sql.internal.query.Expression.Arithmetic;
import dev.cormorant.sql.internal.query.Expression.Call;
import dev.cormorant.sql.internal.query.Expression.Function;
import dev.cormorant.sql.internal.query.Expression.Literal;
import dev.cormorant.sql.internal.query.Expression.Moment;
import dev.cormorant.sql.internal.query.Expression.Negative;
import dev.cormorant.sql.internal.query.Expression.Now;
import dev.cormorant.sql.internal.query.Expression.Parameter;
import dev.cormorant.sql.internal.query.Expression.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads values: literals, parameters, attributes, functions, arithmetic. */
final class ExpressionParser {

    private static final Set<String> RESERVED = Set.of(
            "select", "from", "where", "order", "by", "set", "and", "or", "not", "in", "between", "like", "is", "null",
            "asc", "desc");

    private final Words words;

    ExpressionParser(Words words) {
        this.words = words;
    }

    Expression expression() {
        words.enter();
        Expression left = sum();
        while (words.take("||")) {
            left = new Call(Function.CONCAT, List.of(left, sum()));
        }
        words.leave();
        return left;
    }

    private Expression sum() {
        Expression left = product();
        while (words.peek().is("+") || words.peek().is("-")) {
            char operator = words.next().text().charAt(0);
            left = new Arithmetic(operator, left, product());
        }
        return left;
    }

    private Expression product() {
        Expression left = signed();
        while (words.peek().is("*") || words.peek().is("/")) {
            char operator = words.next().text().charAt(0);
            left = new Arithmetic(operator, left, signed());
        }
        return left;
    }

    private Expression signed() {
        boolean negative = false;
        while (words.peek().is("-") || words.peek().is("+")) {
            negative ^= words.next().is("-");
        }
        Expression value = primary();
        return negative ? new Negative(value) : value;
    }

    private Expression primary() {
        Token token = words.peek();
        return switch (token.kind()) {
            case STRING -> new Literal(words.next().text());
            case NUMBER -> new Literal(number(words.next()));
            case PARAMETER -> new Parameter(words.next().text());
            case WORD -> word(token);
            case SYMBOL, END -> bracket();
        };
    }

    private Expression bracket() {
        if (!words.take("(")) {
            throw words.expected("a value (an attribute, a literal, a parameter or a function)");
        }
        Expression inner = expression();
        words.expect(")");
        return inner;
    }

    private Expression word(Token word) {
        if (RESERVED.contains(word.text().toLowerCase(Locale.ROOT))) {
            throw words.expected("a value (an attribute, a literal, a parameter or a function)");
        }
        if (words.peek(1).is("(") && !isSpecialPath(word)) {
            return call(words.next());
        }
        if (word.is("true") || word.is("false")) {
            return new Literal(words.next().is("true"));
        }
        if (word.is("local") && words.peek(1).kind() == Token.Kind.WORD) {
            words.next();
            return now(words.next());
        }
        return path();
    }

    private static boolean isSpecialPath(Token word) {
        return word.is("id") || word.is("version");
    }

    private Expression now(Token moment) {
        for (Moment known : Moment.values()) {
            if (moment.is(known.name())) {
                return new Now(known);
            }
        }
        throw words.wrong(moment, "LOCAL is followed by DATE, TIME or DATETIME");
    }

    /** An attribute: {@code a.b}, {@code id(this)} or {@code version(this)}. */
    Path path() {
        Token first = words.expectWord("the name of an attribute");
        if (isSpecialPath(first) && words.take("(")) {
            words.expect("this");
            words.expect(")");
            return new Path(first.is("id") ? Path.ID : Path.VERSION);
        }
        StringBuilder name = new StringBuilder(first.text());
        while (words.take(".")) {
            name.append('.').append(words.expectWord("the name of an attribute").text());
        }
        return new Path(name.toString());
    }

    private Expression call(Token name) {
        Function function = function(name);
        words.expect("(");
        List<Expression> arguments = new ArrayList<>();
        do {
            arguments.add(expression());
        } while (words.take(","));
        words.expect(")");
        boolean fits = function == Function.CONCAT ? arguments.size() >= 2 : arguments.size() == function.arguments();
        if (!fits) {
            throw words.wrong(
                    name, function + " takes " + function.arguments() + " arguments and has " + arguments.size());
        }
        return new Call(function, List.copyOf(arguments));
    }

    private Function function(Token name) {
        for (Function known : Function.values()) {
            if (name.is(known.name())) {
                return known;
            }
        }
        throw words.wrong(
                name,
                "there is no function " + name.text()
                        + "; there are ABS, LENGTH, LOWER, UPPER, LEFT, RIGHT and CONCAT, and"
                        + " COUNT(THIS) behind SELECT");
    }

    private Object number(Token token) {
        String text = token.text().toLowerCase(Locale.ROOT);
        try {
            if (text.endsWith("l")) {
                return Long.valueOf(text.substring(0, text.length() - 1));
            }
            if (text.endsWith("f")) {
                return Float.valueOf(text);
            }
            if (text.contains(".") || text.contains("e") || text.endsWith("d")) {
                return Double.valueOf(text);
            }
            long value = Long.parseLong(text);
            return value == (int) value ? (Object) (int) value : (Object) value;
        } catch (NumberFormatException malformed) {
            throw words.wrong(token, "this is no number");
        }
    }
}
