package dev.takt.web.deployed;

import org.junit.jupiter.api.Nested;

class WildFlyIT extends OnServer implements BuiltinFunctions {
    WildFlyIT() {
        super(new WildFly());
    }

    @Nested
    class WithItsUsers extends AfterARestart {
        WithItsUsers() {
            super(WildFlyIT.this);
        }
    }
}
