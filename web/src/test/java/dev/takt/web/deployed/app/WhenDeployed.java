package dev.takt.web.deployed.app;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Hands the servlet context on: a function runs outside of any request. */
@WebListener
public class WhenDeployed implements ServletContextListener {
    @Inject
    private Addresses addresses;

    @Override
    public void contextInitialized(ServletContextEvent deployed) {
        addresses.remember(deployed.getServletContext());
    }
}
