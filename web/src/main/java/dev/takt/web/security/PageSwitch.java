package dev.takt.web.security;

import dev.takt.config.TaktConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/** Whether this application shows its pages, as {@code takt.page} says. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init") // the container injects the field
class PageSwitch {
    /** Asked for only with a request: a refused configuration is no reason to refuse the deployment too. */
    @Inject
    private Instance<TaktConfig> config;

    /** Not if the configuration is refused: then pages say so. */
    boolean areOff() {
        try {
            return !config.get().page();
        } catch (RuntimeException refused) { // whatever the container makes of the refusal
            return false;
        }
    }
}
