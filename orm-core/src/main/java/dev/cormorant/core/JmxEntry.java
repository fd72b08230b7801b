package dev.cormorant.core;

import java.lang.management.ManagementFactory;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanRegistrationException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The place of one bean in the JVM's MBean server, from its registration to its close, which may be asked for by two threads. */
final class JmxEntry implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JmxEntry.class);
    private static final int MOST_INSTANCES = 10_000;

    private final String label;
    private final String plainName;
    private final Object bean;
    private @Nullable ObjectName name;
    private boolean closed;

    /**
     * Registers nothing yet.
     *
     * @param label what the bean shows, for the log
     * @param plainName the name that it has if no other bean has it
     * @param bean the bean
     */
    JmxEntry(String label, String plainName, Object bean) {
        this.label = label;
        this.plainName = plainName;
        this.bean = bean;
    }

    /**
     * {@return whether the JVM has an MBean server} Its first use starts it, which takes longer than to connect to a database, and
     * megabytes, so that it is left to those who look: an agent, or the application.
     */
    static boolean hasServer() {
        return !MBeanServerFactory.findMBeanServer(null).isEmpty();
    }

    /** Starts the MBean server if need be; does nothing once closed. Monitoring that cannot be shown is no reason not to work. */
    synchronized void register() {
        if (closed) {
            return;
        }
        try {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            for (int instance = 1; instance <= MOST_INSTANCES && name == null; instance++) {
                tryRegister(server, new ObjectName(instance == 1 ? plainName : plainName + ",instance=" + instance));
            }
        } catch (JMException | SecurityException refused) {
            LOG.warn("{} is not shown in JMX", label, refused);
        }
    }

    private void tryRegister(MBeanServer server, ObjectName wanted) throws JMException {
        try {
            server.registerMBean(bean, wanted);
            name = wanted;
        } catch (InstanceAlreadyExistsException taken) {
            LOG.debug("there is a {} already", wanted);
        }
    }

    /** Waits for a registration that is going on, takes it back, and lets none follow. A second call does nothing. */
    @Override
    public synchronized void close() {
        closed = true;
        ObjectName registered = name;
        name = null;
        if (registered == null) {
            return;
        }
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(registered);
        } catch (InstanceNotFoundException gone) {
            LOG.debug("somebody else has taken {} out of JMX", registered);
        } catch (MBeanRegistrationException failed) {
            LOG.warn("{} could not be taken out of JMX", registered, failed);
        }
    }
}
