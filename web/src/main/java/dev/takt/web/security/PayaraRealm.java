package dev.takt.web.security;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.Subject;
import javax.security.auth.login.LoginException;

/** Payara's default realm, asked by its JAAS login modules, which leaves the caller of the thread as it is. */
final class PayaraRealm implements ServerRealm {
    private static final String DRIVER = "com.sun.enterprise.security.auth.login.LoginContextDriver";
    private static final String CREDENTIAL = "com.sun.enterprise.security.auth.login.common.PasswordCredential";
    private static final String GROUP = "org.glassfish.security.common.Group";
    private static final String DEFAULT = "";

    private final Method validRealm;
    private final Method jaasContext;
    private final Method login;
    private final Constructor<?> credential;

    PayaraRealm() throws ReflectiveOperationException {
        Class<?> driver = Class.forName(DRIVER);
        validRealm = driver.getMethod("getValidRealm", String.class);
        jaasContext = driver.getMethod("getJaasContext", String.class);
        login = driver.getMethod("tryJaasLogin", String.class, Subject.class);
        credential = Class.forName(CREDENTIAL).getConstructor(String.class, char[].class, String.class);
    }

    static boolean isHere() {
        try {
            Class.forName(DRIVER);
            return true;
        } catch (ClassNotFoundException otherServer) {
            return false;
        }
    }

    @Override
    public Optional<Set<String>> groups(String name, String password) {
        try {
            String realm = (String) validRealm.invoke(null, DEFAULT);
            Subject subject = new Subject();
            subject.getPrivateCredentials().add(credential.newInstance(name, password.toCharArray(), realm));
            login.invoke(null, jaasContext.invoke(null, realm), subject);
            return Optional.of(groupsOf(subject));
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof LoginException) {
                return Optional.empty();
            }
            throw new UsersUnreadableException("Payara's realm cannot be asked", thrown);
        } catch (ReflectiveOperationException otherVersion) {
            throw new UsersUnreadableException("Payara's realm cannot be asked", otherVersion);
        }
    }

    private static Set<String> groupsOf(Subject subject) {
        return subject.getPrincipals().stream()
                .filter(principal -> principal.getClass().getName().equals(GROUP))
                .map(Principal::getName)
                .collect(Collectors.toSet());
    }
}
