import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Writes the classes that forward every call of a JDBC interface to another object of that interface.
 *
 * <p>The instrumented data source has to stand in front of the whole of JDBC, 669 methods of which it changes a
 * few dozen. Written by hand the other ones would be thousands of lines in which a wrong argument hides well; jOOQ has
 * such classes, but the core must not depend on jOOQ. The build runs this program instead, before it compiles.
 *
 * <p>The interfaces are read through the compiler with {@code --release 17} and not by reflection, so that the result
 * is the same on every JDK: a method that a later JDBC version adds keeps its default body.
 *
 * <p>Usage: {@code java JdbcDelegates.java <directory of generated sources>}
 */
final class JdbcDelegates {
    private static final String PACKAGE = "dev.cormorant.core.internal.jdbc";

    /** Statements above the first level extend a hand-written class and know the connection that they belong to. */
    private static final List<Delegate> DELEGATES = List.of(
            Delegate.root("Connection"),
            Delegate.root("Statement"),
            Delegate.root("ResultSet"),
            Delegate.root("DatabaseMetaData"),
            new Delegate("PreparedStatement", "TrackedStatement"),
            new Delegate("CallableStatement", "TrackedPreparedStatement"));

    /** A connection may leave a reading connection for the writing one; what is closed goes on to refuse every call. */
    private static final String MOVE =
            """

                void delegateTo(java.sql.%1$s other) {
                    this.delegate = other;
                }
            """;

    private JdbcDelegates() {}

    public static void main(String[] args) throws IOException {
        Path directory = Files.createDirectories(Path.of(args[0]).resolve(PACKAGE.replace('.', '/')));
        Elements elements = elementsOfRelease17();
        for (Delegate delegate : DELEGATES) {
            TypeElement type = elements.getTypeElement("java.sql." + delegate.type());
            writeIfChanged(
                    directory.resolve("Delegating" + delegate.type() + ".java"), source(delegate, type, elements));
        }
    }

    private static Elements elementsOfRelease17() throws IOException {
        // The compiler enters no module, java.sql included, before it has seen some source.
        JavaFileObject empty =
                new SimpleJavaFileObject(URI.create("string:///Empty.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return "interface Empty {}";
                    }
                };
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(new StringWriter(), null, null, List.of("--release", "17"), null, List.of(empty));
        task.analyze();
        return task.getElements();
    }

    /** An unchanged file keeps its time stamp, or every build would compile the whole module again. */
    private static void writeIfChanged(Path file, String source) throws IOException {
        if (Files.exists(file) && Files.readString(file).equals(source)) {
            return;
        }
        try (Writer writer = Files.newBufferedWriter(file)) {
            writer.write(source);
        }
    }

    private static String source(Delegate delegate, TypeElement type, Elements elements) {
        List<? extends Element> members = delegate.isRoot() ? elements.getAllMembers(type) : type.getEnclosedElements();
        // Sorted, because the order of members is the compiler's own affair.
        String methods = ElementFilter.methodsIn(members).stream()
                .filter(method -> !method.getEnclosingElement().toString().equals("java.lang.Object"))
                .filter(method -> !method.getModifiers().contains(Modifier.STATIC))
                .sorted(Comparator.comparing(ExecutableElement::toString))
                .map(JdbcDelegates::method)
                .collect(Collectors.joining("\n"));
        return header(delegate) + methods + "}\n";
    }

    private static String header(Delegate delegate) {
        String supertype = delegate.isRoot() ? "implements" : "extends " + delegate.parent() + " implements";
        return """
                // Generated by orm-core/src/build/java/JdbcDelegates.java from java.sql.%2$s of Java 17.
                package %1$s;

                /** Forwards each method of {@link java.sql.%2$s} to another one. */
                @org.jspecify.annotations.NullUnmarked
                @SuppressWarnings({"all", "deprecation", "removal"})
                abstract class Delegating%2$s %3$s java.sql.%2$s {
                """
                        .formatted(PACKAGE, delegate.type(), supertype)
                + state(delegate) + "\n";
    }

    private static String state(Delegate delegate) {
        String state =
                """
                    private %5$sjava.sql.%1$s delegate;

                    Delegating%1$s(%2$sjava.sql.%1$s delegate) {
                        %3$sthis.delegate = delegate;
                    }

                    protected final java.sql.%1$s %4$s() {
                        return delegate;
                    }
                """
                        .formatted(
                                delegate.type(),
                                delegate.isRoot() ? "" : "LeasedConnection connection, String sql, long id, ",
                                delegate.isRoot() ? "" : "super(connection, sql, id, delegate);\n        ",
                                delegate.accessor(),
                                delegate.isMovable() ? "" : "final ");
        return delegate.isMovable() ? state + MOVE.formatted(delegate.type()) : state;
    }

    private static String method(ExecutableElement method) {
        return """
                    @Override
                    public %s%s %s(%s)%s {
                        %s%s;
                    }
                """
                .formatted(
                        typeParameters(method),
                        method.getReturnType(),
                        method.getSimpleName(),
                        parameters(method),
                        throwsClause(method),
                        method.getReturnType().getKind() == TypeKind.VOID ? "" : "return ",
                        call(method));
    }

    /** An unwrap ends at the outermost object that fits: who asks for the JDBC interface itself stays instrumented. */
    private static String call(ExecutableElement method) {
        String forwarded = "delegate.%s(%s)".formatted(method.getSimpleName(), arguments(method));
        String argument = arguments(method);
        return switch (method.getSimpleName().toString()) {
            case "unwrap" -> "%1$s.isInstance(this) ? %1$s.cast(this) : %2$s".formatted(argument, forwarded);
            case "isWrapperFor" -> "%s.isInstance(this) || %s".formatted(argument, forwarded);
            default -> forwarded;
        };
    }

    private static String typeParameters(ExecutableElement method) {
        List<? extends TypeParameterElement> parameters = method.getTypeParameters();
        return parameters.isEmpty() ? "" : "<" + joined(parameters) + "> ";
    }

    private static String parameters(ExecutableElement method) {
        return method.getParameters().stream()
                .map(parameter -> parameter.asType() + " " + parameter.getSimpleName())
                .collect(Collectors.joining(", "));
    }

    private static String arguments(ExecutableElement method) {
        return method.getParameters().stream()
                .map(parameter -> parameter.getSimpleName().toString())
                .collect(Collectors.joining(", "));
    }

    private static String throwsClause(ExecutableElement method) {
        return method.getThrownTypes().isEmpty() ? "" : " throws " + joined(method.getThrownTypes());
    }

    private static String joined(List<?> parts) {
        return parts.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    /** One class to write: the JDBC interface and the hand-written class between it and the level below, if any. */
    private record Delegate(String type, String parent) {
        static Delegate root(String type) {
            return new Delegate(type, "");
        }

        boolean isRoot() {
            return parent.isEmpty();
        }

        boolean isMovable() {
            return !type.equals("DatabaseMetaData");
        }

        /** {@code delegate()} is final at the first level; the others add one with their own type. */
        String accessor() {
            return isRoot() ? "delegate" : type.replace("Statement", "").toLowerCase(Locale.ROOT) + "Delegate";
        }
    }
}
