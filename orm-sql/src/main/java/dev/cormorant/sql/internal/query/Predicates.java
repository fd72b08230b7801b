package dev.cormorant.sql.internal.query;

import dev.cormorant.sql.internal.query.Condition.And;
import dev.cormorant.sql.internal.query.Condition.Between;
import dev.cormorant.sql.internal.query.Condition.Comparison;
import dev.cormorant.sql.internal.query.Condition.In;
import dev.cormorant.sql.internal.query.Condition.IsNull;
import dev.cormorant.sql.internal.query.Condition.Like;
import dev.cormorant.sql.internal.query.Condition.Match;
import dev.cormorant.sql.internal.query.Condition.Not;
import dev.cormorant.sql.internal.query.Condition.Or;
import dev.cormorant.sql.internal.query.Expression.Literal;
import dev.cormorant.sql.internal.query.Expression.Parameter;
import dev.cormorant.sql.internal.query.Expression.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The part of a method's name behind By. */
final class Predicates {

    private static final Pattern JOINT = Pattern.compile("(And|Or)(?=\\p{Lu})|$");
    /** The longer first, because one ends like another. */
    private static final List<String> OPERATORS = List.of(
            "GreaterThanEqual",
            "LessThanEqual",
            "GreaterThan",
            "LessThan",
            "StartsWith",
            "EndsWith",
            "Contains",
            "Between",
            "Empty",
            "Like",
            "Null",
            "True",
            "False",
            "In");

    private final String name;
    private final Attributes attributes;
    private int parameters;

    Predicates(String name, Attributes attributes) {
        this.name = name;
        this.attributes = attributes;
    }

    int parameters() {
        return parameters;
    }

    Condition condition(String text) {
        List<Condition> alternatives = new ArrayList<>();
        List<Condition> together = new ArrayList<>();
        int from = 0;
        while (true) {
            Segment segment = segment(text, from);
            together.add(segment.condition());
            if (segment.joint() == null || segment.joint().equals("Or")) {
                alternatives.add(together.size() == 1 ? together.get(0) : new And(List.copyOf(together)));
                together.clear();
            }
            if (segment.joint() == null) {
                return alternatives.size() == 1 ? alternatives.get(0) : new Or(List.copyOf(alternatives));
            }
            from = segment.end();
        }
    }

    private record Segment(Condition condition, @Nullable String joint, int end) {}

    /** The longest text from here to an And, an Or or the end that begins with an attribute. */
    private Segment segment(String text, int from) {
        List<Segment> found = new ArrayList<>();
        Matcher joint = JOINT.matcher(text);
        int before = parameters;
        int after = before;
        for (int at = from; at <= text.length() && joint.find(at); at = joint.start() + 1) {
            parameters = before;
            Optional<Condition> condition = single(text.substring(from, joint.start()));
            if (condition.isPresent()) {
                found.add(new Segment(condition.get(), joint.group(1), joint.end()));
                after = parameters;
            }
        }
        if (found.isEmpty()) {
            throw MethodName.wrong(name, "\"" + text.substring(from) + "\" begins with no attribute", attributes);
        }
        parameters = after;
        return found.get(found.size() - 1);
    }

    private Optional<Condition> single(String text) {
        // An attribute may be called checkedIn or isNull.
        Optional<Path> whole = Properties.find(attributes, text);
        if (whole.isPresent()) {
            return whole.map(path -> build(path, "", false, false));
        }
        String operator = OPERATORS.stream().filter(text::endsWith).findFirst().orElse("");
        return withOperator(text, operator).or(() -> operator.isEmpty() ? Optional.empty() : withOperator(text, ""));
    }

    private Optional<Condition> withOperator(String text, String operator) {
        String rest = text.substring(0, text.length() - operator.length());
        Optional<Path> plain = Properties.find(attributes, rest);
        if (plain.isPresent()) {
            return plain.map(path -> build(path, operator, false, false));
        }
        boolean negated = rest.endsWith("Not");
        rest = negated ? rest.substring(0, rest.length() - 3) : rest;
        boolean ignoreCase = rest.endsWith("IgnoreCase");
        rest = ignoreCase ? rest.substring(0, rest.length() - 10) : rest;
        return Properties.find(attributes, rest).map(path -> build(path, operator, ignoreCase, negated));
    }

    private Parameter next() {
        return new Parameter("?" + ++parameters);
    }

    private Condition build(Path path, String operator, boolean ignoreCase, boolean negated) {
        return switch (operator) {
            case "" -> new Comparison(path, negated ? "<>" : "=", next(), ignoreCase, true);
            case "LessThan" -> compared(path, "<", ignoreCase, negated);
            case "LessThanEqual" -> compared(path, "<=", ignoreCase, negated);
            case "GreaterThan" -> compared(path, ">", ignoreCase, negated);
            case "GreaterThanEqual" -> compared(path, ">=", ignoreCase, negated);
            case "Between" -> new Between(path, next(), next(), ignoreCase, negated);
            case "In" -> new In(path, List.of(next()), ignoreCase, negated);
            case "Like" -> new Like(path, next(), Match.PATTERN, ignoreCase, negated);
            case "Contains" -> new Like(path, next(), Match.CONTAINS, ignoreCase, negated);
            case "StartsWith" -> new Like(path, next(), Match.STARTS, ignoreCase, negated);
            case "EndsWith" -> new Like(path, next(), Match.ENDS, ignoreCase, negated);
            case "Null" -> new IsNull(path, negated);
            case "True" -> new Comparison(path, "=", new Literal(!negated), false, false);
            case "False" -> new Comparison(path, "=", new Literal(negated), false, false);
            default ->
                throw MethodName.wrong(
                        name, operator + " asks for collections, and " + path.name() + " is one column", attributes);
        };
    }

    private Condition compared(Path path, String operator, boolean ignoreCase, boolean negated) {
        Condition comparison = new Comparison(path, operator, next(), ignoreCase, false);
        return negated ? new Not(comparison) : comparison;
    }
}
