package dev.cormorant.testing.contract;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.slf4j.LoggerFactory;

/** Everything that is logged meanwhile at the finest level, through SLF4J and java.util.logging, and nothing of it printed. */
final class LogCapture implements AutoCloseable {

    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    private final Logger root;
    private final Level levelBefore;
    private final List<ch.qos.logback.core.Appender<ILoggingEvent>> appendersBefore = new ArrayList<>();
    private final Kept kept = new Kept();
    private final java.util.logging.Logger otherRoot = java.util.logging.Logger.getLogger("");
    private final java.util.logging.Level otherLevelBefore = otherRoot.getLevel();
    private final List<Handler> handlersBefore = Arrays.asList(otherRoot.getHandlers());
    private final OtherKept otherKept = new OtherKept();

    private LogCapture() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        levelBefore = root.getLevel();
        root.iteratorForAppenders().forEachRemaining(appendersBefore::add);
        appendersBefore.forEach(root::detachAppender);
        kept.setContext(context);
        kept.start();
        root.addAppender(kept);
        root.setLevel(Level.TRACE);
        handlersBefore.forEach(otherRoot::removeHandler);
        otherRoot.addHandler(otherKept);
        otherRoot.setLevel(java.util.logging.Level.FINEST);
    }

    static LogCapture start() {
        return new LogCapture();
    }

    /** {@return all that was logged so far, stack traces included} */
    String text() {
        return String.join("\n", lines);
    }

    @Override
    public void close() {
        root.setLevel(levelBefore);
        root.detachAppender(kept);
        kept.stop();
        appendersBefore.forEach(root::addAppender);
        otherRoot.setLevel(otherLevelBefore);
        otherRoot.removeHandler(otherKept);
        handlersBefore.forEach(otherRoot::addHandler);
    }

    private final class Kept extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getLevel() + " " + event.getLoggerName() + " " + event.getFormattedMessage());
            if (event.getThrowableProxy() != null) {
                lines.add(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        }
    }

    private final class OtherKept extends Handler {
        @Override
        public void publish(LogRecord event) {
            lines.add(event.getLevel() + " " + event.getLoggerName() + " " + event.getMessage()
                    + Arrays.toString(event.getParameters()));
            if (event.getThrown() != null) {
                lines.add(Texts.of(event.getThrown()));
            }
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
