package dev.cormorant.testing.junit;

import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Makes an annotation fail that would do nothing, because no database is there whose tests it could speak of. */
final class Misplaced implements BeforeTestExecutionCallback {

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        if (Scopes.findTest(context).isEmpty()) {
            throw new ExtensionConfigurationException("@ExpectStatements and @AllowLeak are for tests with a database: "
                    + context.getRequiredTestClass().getName() + " has neither @OrmTest nor an OrmExtension");
        }
    }
}
