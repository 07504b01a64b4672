package dev.takt.web.security;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The security domain of the deployment on WildFly, which jboss-web.xml and the script of WildFly choose. */
final class ElytronRealm implements ServerRealm {
    private static final String PACKAGE = "org.wildfly.security.";

    private final Method currentDomain;
    private final Method authenticate;
    private final Method roles;
    private final Constructor<?> evidence;

    ElytronRealm() throws ReflectiveOperationException {
        Class<?> domain = Class.forName(PACKAGE + "auth.server.SecurityDomain");
        currentDomain = domain.getMethod("getCurrent");
        authenticate = domain.getMethod("authenticate", String.class, Class.forName(PACKAGE + "evidence.Evidence"));
        roles = Class.forName(PACKAGE + "auth.server.SecurityIdentity").getMethod("getRoles");
        evidence = Class.forName(PACKAGE + "evidence.PasswordGuessEvidence").getConstructor(char[].class);
    }

    @Override
    public Optional<Set<String>> groups(String name, String password) {
        try {
            @Nullable Object domain = currentDomain.invoke(null);
            if (domain == null) {
                throw new UsersUnreadableException("The deployment has no security domain of Elytron", null);
            }
            Object identity = authenticate.invoke(domain, name, evidence.newInstance((Object) password.toCharArray()));
            Set<String> groups = new LinkedHashSet<>();
            ((Iterable<?>) roles.invoke(identity)).forEach(role -> groups.add((String) role));
            return Optional.of(groups);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof SecurityException) {
                return Optional.empty();
            }
            throw new UsersUnreadableException("WildFly's security domain cannot be asked", thrown);
        } catch (ReflectiveOperationException otherVersion) {
            throw new UsersUnreadableException("WildFly's security domain cannot be asked", otherVersion);
        }
    }
}
