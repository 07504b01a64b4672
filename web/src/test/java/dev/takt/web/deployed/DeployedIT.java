package dev.takt.web.deployed;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The real WAR on Payara Micro with a small application beside it in WEB-INF/lib. A deployment is a start of the server:
 * so there is one, and the tests are the interfaces' methods.
 */
class DeployedIT extends OnPayaraMicro
        implements ExamplesByRest,
                ExamplesByScheduler,
                OwnFunctions,
                TransactionalFunctions,
                BuiltinFunctions,
                NothingWithoutLogin,
                AccessToPages,
                AccessToRest,
                LockOut,
                Roles,
                DefinitionsByRest,
                SlotsByRest,
                Monitoring,
                TasksByRest,
                AuditByRest,
                TroubleOnPages,
                OperationsByRest,
                Descriptions,
                InTheBrowser,
                LooksOfPages,
                NamesOnPages,
                BadInput {
    /** Not testable: Arquillian's own servlet would have to log in like every other page. */
    @Deployment(testable = false)
    static WebArchive war() {
        return Archives.takt().addAsLibrary(Archives.application());
    }
}
