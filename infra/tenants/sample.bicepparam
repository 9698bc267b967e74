using '../main.bicep'

// Copy to TENANT.bicepparam and change what differs. infra/deploy sets the first four.
param tenant = readEnvironmentVariable('TENANT')
param taskHub = readEnvironmentVariable('TASK_HUB')
param budgetStart = readEnvironmentVariable('BUDGET_START')
param administratorId = readEnvironmentVariable('ADMINISTRATOR_ID')
param smtpHost = 'smtp.example.org'
param smtpPort = 587
param smtpUser = 'rechnungen@example.org'
param alertMail = 'it@example.org'
param monthlyBudget = 50
param archiveProtection = 'Locked'
param documentIntelligence = true
param privateNetwork = false
