/** An application of somebody else's, deployed beside Takt: its functions, its hooks, and its use of the scheduler. */
package dev.takt.web.deployed.app;
