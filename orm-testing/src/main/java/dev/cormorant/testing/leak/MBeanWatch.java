package dev.cormorant.testing.leak;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.ObjectName;

/** Names in the platform's MBean server. */
final class MBeanWatch implements Watch {
    private final Glob ignored;
    private final Set<String> before = names();

    MBeanWatch(Glob ignored) {
        this.ignored = ignored;
    }

    private static Set<String> names() {
        return ManagementFactory.getPlatformMBeanServer().queryNames(null, null).stream()
                .map(ObjectName::getCanonicalName)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public List<String> left() {
        return names().stream()
                .filter(name -> !before.contains(name) && !ignored.matches(name))
                .sorted()
                .map(name -> "MBean " + name)
                .toList();
    }
}
