package dev.cormorant.core.driver;

import dev.cormorant.core.error.AcquireInterruptedException;
import dev.cormorant.core.error.CredentialsUnavailableException;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.OrmException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** There were no credentials for a connect. Thrown by {@link Logins}, and through {@link Driver#connect}; the core names it. */
public final class LoginFailure extends SQLNonTransientConnectionException {

    private static final long serialVersionUID = 1L;

    private final String wrong;

    LoginFailure(String wrong, @Nullable Throwable cause) {
        super(wrong, "08001", cause);
        this.wrong = wrong;
    }

    /**
     * The meaning of what {@link Driver#connect} threw.
     *
     * @param error what it threw
     * @param driver the driver
     * @param failed what was being done
     * @return a {@link CredentialsUnavailableException} if there were no credentials, otherwise what the driver says
     */
    public static OrmException meaning(SQLException error, Driver driver, FailedOperation failed) {
        if (!(error instanceof LoginFailure login)) {
            return driver.translate(error, failed);
        }
        return login.getCause() instanceof InterruptedException
                ? new AcquireInterruptedException(failed.message(login.wrong), login)
                : new CredentialsUnavailableException(failed.message(login.wrong), login.getCause());
    }
}
