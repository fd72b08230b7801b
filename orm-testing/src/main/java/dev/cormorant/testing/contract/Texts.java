package dev.cormorant.testing.contract;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Everything in which a secret could show. */
final class Texts {

    private Texts() {}

    /** {@return the message, the stack trace, all causes and all suppressed ones} */
    static String of(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    /** {@return every readable attribute of every MBean that is not the JVM's own} */
    static String ofMBeans() throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        StringBuilder text = new StringBuilder();
        for (ObjectName name : server.queryNames(null, null)) {
            String domain = name.getDomain();
            if (domain.startsWith("java.") || domain.startsWith("jdk.") || domain.startsWith("com.sun.")) {
                continue;
            }
            text.append(name).append('\n');
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                if (attribute.isReadable()) {
                    text.append(attribute.getName())
                            .append('=')
                            .append(server.getAttribute(name, attribute.getName()))
                            .append('\n');
                }
            }
        }
        return text.toString();
    }
}
