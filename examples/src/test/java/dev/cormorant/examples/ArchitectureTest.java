package dev.cormorant.examples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The walls of the house. They are tested here because this module sees all others. */
final class ArchitectureTest {
    private static final String INTERNAL = ".internal";
    private static final String FLYWAY = "org.flywaydb.";

    private static final JavaClasses CORMORANT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.cormorant");

    /** Without this a module that is missing from the class path would keep every rule. */
    @ParameterizedTest
    @ValueSource(strings = {"core", "sql", "mysql", "postgres", "sqlite", "migrations", "testing", "examples"})
    void seesEveryModule(String module) {
        String root = "dev.cormorant." + module;
        assertThat(CORMORANT.stream().map(JavaClass::getPackageName))
                .anyMatch(name -> name.equals(root) || name.startsWith(root + "."));
    }

    @Test
    void packagesFormNoCircle() {
        slices().matching("dev.cormorant.(**)").should().beFreeOfCycles().check(CORMORANT);
    }

    @Test
    void internalPackagesAreUsedOnlyBelowTheirParent() {
        classes().should(new UseOnlyTheirOwnInternalPackages()).check(CORMORANT);
    }

    @Test
    void coreKnowsNeitherJooqNorFlyway() {
        noClasses()
                .that()
                .resideInAPackage("dev.cormorant.core..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jooq..", "org.flywaydb..")
                .check(CORMORANT);
    }

    @Test
    void onlyMigrationsKnowsFlyway() {
        noClasses()
                .that()
                // These contracts run plain Flyway beside ours.
                .resideOutsideOfPackages("dev.cormorant.migrations..", "dev.cormorant.testing.contract.project..")
                .and()
                .haveNameNotMatching(".*(FlywayProject|MigrationLock)Contract.*")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.flywaydb..")
                .check(CORMORANT);
    }

    @Test
    void migrationsShowsNoFlywayType() {
        classes()
                .that()
                .resideInAPackage("dev.cormorant.migrations..")
                .and()
                .resideOutsideOfPackage("dev.cormorant.migrations..internal..")
                .and()
                .arePublic()
                .should(new ShowNoFlywayType())
                .check(CORMORANT);
    }

    @ParameterizedTest
    @CsvSource({"mysql, com.mysql..", "postgres, org.postgresql..", "sqlite, org.sqlite.."})
    void onlyItsOwnModuleKnowsAJdbcDriver(String module, String driver) {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.cormorant." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(driver)
                .check(CORMORANT);
    }

    private static final class UseOnlyTheirOwnInternalPackages extends ArchCondition<JavaClass> {
        UseOnlyTheirOwnInternalPackages() {
            super("use an internal package only from below the parent of that package");
        }

        @Override
        public void check(JavaClass user, ConditionEvents events) {
            user.getDirectDependenciesFromSelf().stream()
                    .filter(dependency -> !mayUse(user, dependency.getTargetClass()))
                    .forEach(dependency ->
                            events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
        }

        private static boolean mayUse(JavaClass user, JavaClass used) {
            String target = used.getBaseComponentType().getPackageName() + ".";
            int internal = target.indexOf(INTERNAL + ".");
            return internal < 0
                    || !target.startsWith("dev.cormorant.")
                    || (user.getPackageName() + ".").startsWith(target.substring(0, internal + 1));
        }
    }

    private static final class ShowNoFlywayType extends ArchCondition<JavaClass> {
        ShowNoFlywayType() {
            super("show no Flyway type to callers");
        }

        @Override
        public void check(JavaClass shown, ConditionEvents events) {
            typesShownBy(shown)
                    .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                    .filter(type -> type.getName().startsWith(FLYWAY))
                    .distinct()
                    .forEach(type -> events.add(
                            SimpleConditionEvent.violated(shown, shown.getName() + " shows " + type.getName())));
        }

        private static Stream<JavaType> typesShownBy(JavaClass shown) {
            Set<JavaMember> members = shown.getMembers().stream()
                    .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC)
                            || member.getModifiers().contains(JavaModifier.PROTECTED))
                    .collect(Collectors.toSet());
            Stream<JavaType> supertypes = Stream.concat(shown.getSuperclass().stream(), shown.getInterfaces().stream());
            Stream<JavaType> fieldsAndResults =
                    shown.getFields().stream().filter(members::contains).map(field -> field.getType());
            Stream<JavaType> signatures =
                    shown.getCodeUnits().stream().filter(members::contains).flatMap(ShowNoFlywayType::typesOf);
            return Stream.of(supertypes, fieldsAndResults, signatures).flatMap(types -> types);
        }

        private static Stream<JavaType> typesOf(JavaCodeUnit unit) {
            Stream<JavaType> parameters = unit.getParameterTypes().stream();
            Stream<JavaType> thrown = unit.getThrowsClause().getTypes().stream().map(type -> type);
            return Stream.of(parameters, thrown, Stream.of(unit.getReturnType()))
                    .flatMap(types -> types);
        }
    }
}
